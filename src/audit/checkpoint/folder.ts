import { mkdir, open, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Newest } from './make.ts'
import type { Signed } from './signed.ts'

/** A checkpoint as it lies in the second place: with the heads that it was the first to hold. */
export type Filed = { checkpoint: Signed; leaves: [subjectId: string, n: number, hash: string][] }

const fileName = ({ epoch, seq }: Newest) =>
  `checkpoint-${String(epoch).padStart(4, '0')}-${String(seq).padStart(10, '0')}.json`
const named = /^checkpoint-(\d{4})-(\d{10})\.json$/

/** Writes a checkpoint for good: a file of its own in a folder a month, never over another, on the disk before we go on. */
export async function fileCheckpoint(folder: string, filed: Filed): Promise<void> {
  const month = join(folder, filed.checkpoint.at.slice(0, 7))
  await mkdir(month, { recursive: true, mode: 0o700 })
  const file = await open(join(month, fileName(filed.checkpoint)), 'wx', 0o400)
  try {
    await file.writeFile(`${JSON.stringify(filed)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  for (const each of [month, folder]) await flush(each)
}

/** The newest checkpoint in the folder by its name; null where there is none. */
export async function newestFiled(folder: string): Promise<Newest | null> {
  for (const month of (await months(folder)).toReversed()) {
    const last = (await namesIn(folder, month)).at(-1)
    if (last) return last
  }
  return null
}

/** Every checkpoint of the folder, one after the other, in their order. */
export async function* filedIn(folder: string): AsyncGenerator<Filed> {
  const all = (await Promise.all((await months(folder)).map((month) => namesIn(folder, month)))).flat()
  for (const { path } of all.toSorted(byNumber)) yield JSON.parse(await readFile(path, 'utf8')) as Filed
}

const byNumber = (a: Newest, b: Newest) => a.epoch - b.epoch || a.seq - b.seq

async function months(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => /^\d{4}-\d{2}$/.test(name)).toSorted()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

async function namesIn(folder: string, month: string) {
  return (await readdir(join(folder, month)))
    .flatMap((name) => {
      const [, epoch, seq] = named.exec(name) ?? []
      return epoch && seq ? [{ epoch: Number(epoch), seq: Number(seq), path: join(folder, month, name) }] : []
    })
    .toSorted(byNumber)
}

async function flush(folder: string) {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}
