import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Say } from '../figure.ts'
import type { Product } from '../product/launch.ts'

/** What the web and the worker process keep in memory, as the operating system counts it. */
export async function memoryOf({ pid }: Product, tell: Say): Promise<void> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'ppid=,rss=,args='])
  const children = stdout.split('\n').flatMap((line) => {
    const [parent, kilobytes, ...args] = line.trim().split(/\s+/)
    return Number(parent) === pid ? [{ megabytes: Number(kilobytes) / 1_024, file: args.at(-1) ?? '' }] : []
  })
  const of = (file: string) => children.find((child) => child.file.endsWith(file))?.megabytes ?? Number.NaN
  const [web, worker] = [of('main.ts'), of('worker.ts')]
  tell('web', web, 'MB')
  tell('worker', worker, 'MB')
  tell('web + worker', web + worker, 'MB', { must: 300, aim: 200 })
}
