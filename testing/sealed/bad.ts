import { stdin, stdout } from 'node:process'

/** A program in the sealed process that ends badly, in the way that it is asked to. */
const chunks: Buffer[] = []
for await (const chunk of stdin) chunks.push(chunk as Buffer)
const held: unknown[] = []
switch (Buffer.concat(chunks).toString()) {
  case 'never':
    for (;;) held.length = 0
  case 'much':
    stdout.write('x'.repeat(5_000_000))
    break
  case 'memory':
    for (;;) held.push(Array.from({ length: 100_000 }, () => ({})))
  case 'throws':
    throw new Error('As asked')
  default:
    stdout.write('well')
}
