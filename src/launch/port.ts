import { once } from 'node:events'
import { createServer } from 'node:net'

/** Throws one line that says what to do when this address cannot be listened on. */
export async function checkPort(host: string, port: number): Promise<void> {
  const server = createServer()
  try {
    server.listen({ host, port, exclusive: true })
    await once(server, 'listening')
  } catch (error) {
    throw new Error(sentence((error as NodeJS.ErrnoException).code ?? 'unknown', host, port), { cause: error })
  } finally {
    server.close()
  }
}

function sentence(code: string, host: string, port: number): string {
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${host} is in use by another program: choose another, for example PORT=${port < 65_000 ? port + 1 : 3000} npm start`
  if (code === 'EACCES') return `Port ${port} is reserved for the system: choose one above 1023, for example PORT=3000`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `HOST ${host} is not an address of this machine: 127.0.0.1 is this machine alone, 0.0.0.0 all its addresses`
  return `Port ${port} on ${host} cannot be used (${code})`
}
