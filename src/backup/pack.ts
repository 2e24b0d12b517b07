import { createHash } from 'node:crypto'
import { mkdir, open, readFile, writeFile } from 'node:fs/promises'
import { createReadStream, createWriteStream } from 'node:fs'
import { dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib'

/** One file of a backup: its path in the data folder, and the bytes as they are kept. */
export type Packed = { path: string; bytes: number; sha256: string }

const ending = '.zst'
const atOnce = 4

/** Copies files squeezed into `to`, with the sum of what was written. A file that has gone meanwhile is left out. */
export const pack = (from: string, to: string, paths: readonly string[], signal: AbortSignal): Promise<Packed[]> =>
  several(paths, async (path) => {
    signal.throwIfAborted()
    const kept = join(to, `${path}${ending}`)
    await mkdir(dirname(kept), { recursive: true, mode: 0o700 })
    const sum = summing()
    try {
      await pipeline(
        createReadStream(join(from, path)),
        createZstdCompress({
          params: { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 },
        }),
        sum.through,
        createWriteStream(kept, { mode: 0o600, flush: true }),
      )
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
      throw error
    }
    return { path, ...sum.total() }
  })

/** Brings files back to where `to` is the data folder. Throws at the first that is not as it was written. */
export async function unpack(from: string, to: string, files: readonly Packed[]): Promise<void> {
  await several(files, async (file) => {
    const sum = summing()
    const target = join(to, file.path)
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    await pipeline(
      createReadStream(join(from, `${file.path}${ending}`)),
      sum.through,
      createZstdDecompress(),
      createWriteStream(target, { mode: 0o600 }),
    ).catch((cause: unknown) => {
      throw new Error(spoilt(from, file), { cause })
    })
    if (sum.total().sha256 !== file.sha256) throw new Error(spoilt(from, file))
    return null
  })
}

/** Files that are gone or are not as they were written, one sentence each. */
export async function faultsInFiles(from: string, files: readonly Packed[]): Promise<string[]> {
  return several(files, async (file) => {
    const sum = summing()
    const read = createReadStream(join(from, `${file.path}${ending}`))
    const whole = await pipeline(read, sum.through, async (pieces: AsyncIterable<Buffer>) => {
      for await (const _ of pieces);
    }).then(
      () => sum.total().sha256 === file.sha256,
      () => false,
    )
    return whole ? null : spoilt(from, file)
  })
}

const spoilt = (from: string, { path }: Packed) =>
  `${join(from, path)}${ending} is not as it was written: take another backup, or another copy of this one`

/** Writes a small file so that it is there after a power cut. */
export const writeKept = (path: string, text: string) => writeFile(path, text, { mode: 0o600, flush: true })

/** Makes the names in a folder last. */
export async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  await folder.sync()
  await folder.close()
}

export const readText = (path: string): Promise<string | null> => readFile(path, 'utf8').catch(() => null)

function summing() {
  const hash = createHash('sha256')
  let bytes = 0
  const through = new Transform({
    transform(piece: Buffer, _, done) {
      hash.update(piece)
      bytes += piece.length
      done(null, piece)
    },
  })
  return { through, total: () => ({ bytes, sha256: hash.digest('hex') }) }
}

/** A few at a time, answers in order, those that are null left out. */
export async function several<T, A>(all: readonly T[], work: (one: T) => Promise<A | null>): Promise<A[]> {
  const answers: (A | null)[] = Array.from({ length: all.length }, () => null)
  let next = 0
  const take = async () => {
    for (let mine = next++; mine < all.length; mine = next++) answers[mine] = await work(all[mine]!)
  }
  await Promise.all(Array.from({ length: atOnce }, take))
  return answers.filter((answer) => answer !== null)
}
