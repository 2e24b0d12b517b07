import { openClient, type Login } from './pool.ts'

export type Listening = {
  login: Login
  channels: readonly string[]
  heard: (channel: string, payload: string) => void
  /** Called each time the line is up: what was said before is missed, so read everything anew. */
  connected: () => void
  onFault: (error: Error) => void
}

const againMillis = 1_000

/** Listens to what the database announces, for ever: a line that breaks is taken up again. Gives the way to stop. */
export function listen({ login, channels, heard, connected, onFault }: Listening): () => Promise<void> {
  let stopped = false
  let client = openClient(login)
  let timer: NodeJS.Timeout | undefined

  const again = (error: Error) => {
    if (stopped) return
    onFault(error)
    client.removeAllListeners()
    client.on('error', () => {})
    void client.end().catch(() => {})
    clearTimeout(timer)
    timer = setTimeout(() => void start(), againMillis)
  }

  const start = async () => {
    client = openClient(login)
    client.on('error', again)
    client.on('notification', ({ channel, payload = '' }) => heard(channel, payload))
    try {
      await client.connect()
      for (const channel of channels) await client.query(`listen ${client.escapeIdentifier(channel)}`)
      connected()
    } catch (error) {
      again(error as Error)
    }
  }

  void start()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await client.end().catch(() => {})
  }
}
