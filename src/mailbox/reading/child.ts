import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type PostalMime from 'postal-mime'
import { kindOf } from './kind.ts'
import { partsOf } from './parts.ts'

/** The sealed process: a mail on its input; one line of JSON with what it is; null where it cannot be parsed. The library is in the folder that it was told. */
const { default: library } = (await import(pathToFileURL(join(process.argv[2]!, 'dist/esm/postal-mime.js')).href)) as {
  default: typeof PostalMime
}
const chunks: Buffer[] = []
for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
const parsed = library.parse(Buffer.concat(chunks), {
  forceRfc822Attachments: true,
  maxNestingDepth: 20,
  maxHeadersSize: 100_000,
})
// What cannot be parsed now cannot be later; that is said, and is no failure of this process.
const email = await parsed.catch(() => null)
process.stdout.write(JSON.stringify(email && kindOf(partsOf(email))))
