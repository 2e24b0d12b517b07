import { rm } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { socketFolder, startPostgres, type Cluster } from './postgres.ts'

export type Kept = Omit<Cluster, 'ended' | 'pid'> & {
  /** Resolves, with the reason, when the server could not be kept running. Never resolves after `stop`. */
  lost: Promise<string>
}

const quick = 10_000
const mostQuickEnds = 5

/**
 * A server that is started again, at the same place, whenever it ends by itself.
 * `say` gets a line each time; after five ends in short succession it is given up as lost.
 */
export async function keepPostgres(
  folder: string,
  settings: Record<string, string>,
  say: (line: string) => void,
): Promise<Kept> {
  const socket = await socketFolder()
  let stopping = false
  let cluster = await startPostgres(folder, settings, socket)
  const keep = async (): Promise<string> => {
    for (let quickEnds = 0; quickEnds < mostQuickEnds;) {
      const began = performance.now()
      await cluster.ended
      if (stopping) return new Promise(() => {})
      quickEnds = performance.now() - began < quick ? quickEnds + 1 : 1
      say('PostgreSQL ended unexpectedly: starting it again')
      await pause(50 * 2 ** quickEnds)
      if (stopping) return new Promise(() => {})
      try {
        cluster = await startPostgres(folder, settings, socket)
      } catch (error) {
        return (error as Error).message
      }
      if (stopping) await cluster.stop()
    }
    return `PostgreSQL ended ${mostQuickEnds} times in short succession`
  }
  const lost = keep()
  const { host, port, user, password } = cluster
  const stop = async () => {
    stopping = true
    await cluster.stop()
    await rm(socket, { recursive: true, force: true })
  }
  return { host, port, user, password, lost, stop }
}
