import { execFile } from 'node:child_process'
import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { createBrotliDecompress } from 'node:zlib'

/** Unpacks a Brotli file to a file, or a Brotli-packed tar archive into a folder. */
export async function unpack(packed: string, to: string): Promise<void> {
  if (!packed.endsWith('.tar.br'))
    return pipeline(createReadStream(packed), createBrotliDecompress(), createWriteStream(to))
  const tar = `${to}.tar`
  await pipeline(createReadStream(packed), createBrotliDecompress(), createWriteStream(tar))
  await promisify(execFile)('tar', ['-xf', tar, '-C', to, '--no-same-owner'])
  await rm(tar)
}
