import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const root = join(import.meta.dirname, '..', '..')

export type Product = { baseUrl: string; pid: number; stop(): Promise<void> }

/** Starts the whole product on a data folder and gives it once its first page has answered. */
export async function launchProduct(
  dataDir: string,
  command = [process.execPath, 'src/launch.ts'],
  settings: Record<string, string> = {},
): Promise<Product> {
  const port = await freePort()
  const baseUrl = `http://localhost:${port}`
  const [program, ...args] = command
  const child = spawn(program!, args, {
    cwd: root,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], DATA_DIR: dataDir, PORT: String(port), ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await firstPage(baseUrl, child)
  return { baseUrl, pid: child.pid!, stop: () => stop(child) }
}

async function firstPage(baseUrl: string, child: ChildProcess) {
  while (child.exitCode === null) {
    const answer = await fetch(baseUrl).catch(() => null)
    if (answer?.ok && (await answer.text()).includes('</html>')) return
    await pause(10)
  }
  throw new Error('The product ended before its first page')
}

async function stop(child: ChildProcess) {
  if (child.exitCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}
