import { once } from 'node:events'
import { connect } from 'node:net'

export type Answer = { status: number; text: string }
export type Caller = { post(path: string, body: string): Promise<Answer>; end(): void }

/**
 * A caller with a connection of its own that is kept, one call after the other, and no more of HTTP than the product
 * answers with: whoever calls shares the machine with what is measured, so it takes as little of it as it can.
 */
export async function openCaller(baseUrl: string, headers: Record<string, string>): Promise<Caller> {
  const { host, hostname, port } = new URL(baseUrl)
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  await once(socket, 'connect')
  let come: Buffer = Buffer.alloc(0)
  let waiting: PromiseWithResolvers<Answer> | undefined
  socket.on('data', (part: Buffer) => {
    come = Buffer.concat([come, part])
    const answer = read(come)
    if (!answer) return
    come = Buffer.alloc(0)
    waiting?.resolve(answer)
  })
  socket.on('error', (error) => waiting?.reject(error))
  socket.on('close', () => waiting?.reject(new Error('The product closed the connection')))
  const kept = Object.entries({ host, 'content-type': 'application/json', ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')
  return {
    async post(path, body) {
      if (socket.destroyed || socket.readableEnded) throw new Error('The product closed the connection')
      waiting = Promise.withResolvers<Answer>()
      socket.write(`POST ${path} HTTP/1.1\r\n${kept}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
      return waiting.promise
    },
    end: () => void socket.destroy(),
  }
}

/** The answer, once all of it is there. */
function read(come: Buffer): Answer | null {
  const headEnd = come.indexOf('\r\n\r\n')
  if (headEnd < 0) return null
  const head = come.toString('latin1', 0, headEnd)
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1])
  if (Number.isNaN(length)) throw new Error('An answer without its length')
  const end = headEnd + 4 + length
  return come.length < end ? null : { status: Number(head.slice(9, 12)), text: come.toString('utf8', headEnd + 4, end) }
}
