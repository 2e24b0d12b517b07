import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type PostalMime from 'postal-mime'
import { kindOf } from './kind.ts'
import { partsOf } from './parts.ts'

/** The sealed process: a mail on its input; one line of JSON with what it is. The library is in the folder that it was told. */
const { default: library } = (await import(pathToFileURL(join(process.argv[2]!, 'dist/esm/postal-mime.js')).href)) as {
  default: typeof PostalMime
}
const chunks: Buffer[] = []
for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
const email = await library.parse(Buffer.concat(chunks), {
  forceRfc822Attachments: true,
  maxNestingDepth: 20,
  maxHeadersSize: 100_000,
})
process.stdout.write(JSON.stringify(kindOf(partsOf(email))))
