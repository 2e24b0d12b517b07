import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { openDb, operator } from '#lib/door'
import { countOverlaps } from '#diary'
import { zoneLogins } from '../../src/launch/database.ts'
import { readRun } from '../../src/launch/run-file.ts'
import { keepSecrets } from '../../src/launch/secrets.ts'
import { layPool } from '../availability/lay-pool.ts'
import { layFolder, withDataFolder } from '../product/data-folder.ts'
import { launchProduct, type Product } from '../product/launch.ts'
import { callTo } from './call.ts'
import type { Task, Told } from './client.ts'

export type Storm = {
  product: Product
  /** Where the product keeps its data. */
  folder: string
  /** One call of the API. */
  call: ReturnType<typeof callTo>
  /** Sends calls from a process of its own, in pairs of hold and book. */
  send(task: Omit<Task, 'baseUrl' | 'key'>): Promise<Told>
  /** All starts that a service offers in the next days, as instants. */
  starts(service: string, days: number): Promise<string[]>
  overlaps(): Promise<number>
}

/** Runs work against the real product with 1,000 coaches for wellbeing and 40 for careers, all of them free. */
export async function withStorm(work: (storm: Storm) => Promise<void>): Promise<void> {
  await withDataFolder(async (folder) => {
    const empty = { claimsADay: 0, always: true }
    const key = await layFolder(folder, async (owner) => {
      await layPool(owner, { ...empty, coaches: 1_000, service: 'lay-too' })
      await layPool(owner, { ...empty, coaches: 40, service: 'lay-career' })
      await owner.query(`update coach set modes = '{video,phone}'`)
    })
    const product = await launchProduct(folder)
    try {
      await work({
        product,
        folder,
        call: callTo(product.baseUrl, key),
        send: (task) => fromClient({ ...task, baseUrl: product.baseUrl, key }),
        starts: (service, days) => startsOf(product.baseUrl, key, service, days),
        overlaps: () => overlapsIn(folder),
      })
    } finally {
      await product.stop()
    }
  })
}

async function fromClient(task: Task): Promise<Told> {
  const child = fork(join(import.meta.dirname, 'client.ts'))
  child.send(task)
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The client ended with ${code} and told nothing`)
  })
  const [told] = (await Promise.race([once(child, 'message'), ended])) as [Told]
  ended.catch(() => {})
  return told
}

async function startsOf(baseUrl: string, key: string, service: string, days: number): Promise<string[]> {
  const to = Temporal.Now.instant().add({ hours: 24 * days })
  const query = new URLSearchParams({ service, mode: 'video', to: to.toString(), limit: '5000' })
  const answer = await fetch(`${baseUrl}/api/v1/availability?${query}`, { headers: { authorization: `Bearer ${key}` } })
  const { slots } = (await answer.json()) as { slots: { start: string }[] }
  return slots.map(({ start }) => start)
}

async function overlapsIn(folder: string): Promise<number> {
  const { desk } = zoneLogins(readRun(folder)!.database!, keepSecrets(folder).passwords)
  const db = openDb({ desk }, { max: 1, statementSeconds: 60, onFault: () => {} })
  const found = await db.withActor(operator, (tx) => countOverlaps.one(tx))
  await db.close()
  return found!.overlaps
}
