import { lookup } from 'node:dns/promises'

/** Every address of a name, as this machine is told them; none for a name that has none. */
export async function addressesOf(host: string, signal: AbortSignal): Promise<string[]> {
  signal.throwIfAborted()
  const asked = lookup(host, { all: true, order: 'ipv4first' }).then(
    (found) => found.map(({ address }) => address),
    () => [],
  )
  const givenUp = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
  )
  return Promise.race([asked, givenUp])
}
