import { dirname, join } from 'node:path'
import { createRequire } from 'node:module'
import { z } from 'zod'
import { askSealed, type Sealed } from '#lib/sealed'
import { atMost } from '#lib/turns'
import type { Came } from './reading/kind.ts'

/** How much of a mail is read; what is longer is read so far. */
export const mostBytes = 256 * 1024
const reader: Sealed = {
  folder: join(import.meta.dirname, 'reading'),
  entry: 'child.ts',
  library: dirname(createRequire(import.meta.url).resolve('postal-mime/package.json')),
  mostAnswer: 4 * mostBytes,
}
const turns = atMost(1)

const names = z.array(z.string().max(500)).max(60)
const said = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('bounce'), about: names }),
  z.strictObject({ kind: z.literal('automatic') }),
  z.strictObject({
    kind: z.literal('person'),
    named: z.string().max(500),
    from: z.string().max(320),
    about: names,
    subject: z.string().max(500),
    words: z.string().max(20_000),
    own: z.string().max(20_000),
    rest: z.string().max(2 * mostBytes),
  }),
])

/**
 * Reads a mail in a process of its own that has nothing but the mail and the library. Null where nobody could: that is somebody's to look
 * at. 'later' where the process could not be started, or was not ready in its time: another time it may be.
 */
export const readMail = (mail: Buffer, patienceMillis?: number): Promise<Came | null | 'later'> =>
  turns(async () => {
    const answer = await askSealed({ ...reader, ...(patienceMillis ? { patienceMillis } : {}) }, [mail]).catch(
      () => null,
    )
    if (answer === null) return 'later'
    try {
      return said.nullable().parse(JSON.parse(answer))
    } catch {
      return null
    }
  })
