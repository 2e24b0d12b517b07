import type { Socket } from 'node:net'

/** More than any answer is: five hundred keys. */
const longest = 1_000_000

/** Writes one value: four bytes of length, then JSON. */
export function writeFrame(socket: Socket, value: unknown): void {
  const body = Buffer.from(JSON.stringify(value))
  const head = Buffer.alloc(4)
  head.writeUInt32BE(body.length)
  socket.write(Buffer.concat([head, body]))
}

/** Reads values as they come; what is too long or no JSON ends the connection. */
export function readFrames(socket: Socket, hear: (value: unknown) => void): void {
  let pending: Buffer = Buffer.alloc(0)
  socket.on('data', (chunk: Buffer) => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk])
    while (pending.length >= 4) {
      const length = pending.readUInt32BE()
      if (length > longest) return void socket.destroy(new Error('A frame is too long'))
      if (pending.length < 4 + length) return
      const body = pending.subarray(4, 4 + length)
      pending = pending.subarray(4 + length)
      try {
        hear(JSON.parse(body.toString()))
      } catch {
        return void socket.destroy(new Error('A frame cannot be read'))
      }
    }
  })
}
