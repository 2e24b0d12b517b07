import { createHash } from 'node:crypto'
import { copyFile, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { flushFolder, readText, writeKept } from './pack.ts'

/** A dump of keys is named after its moment, so that names sort by time; the vault writes it into the first place. */
const called = /^keys-.+\.dump$/

/** The last dump that was put in every place, and what it was. */
type Spread = { name: string; sha256: string }
const spreadName = 'spread.json'

/** The newest dump, in every place that has it; none where there is none. Only the newest is ever put back. */
export async function newestDumps(places: readonly string[]): Promise<string[]> {
  const all = (await Promise.all(places.map(dumpsIn))).flat()
  const newest = all
    .map((path) => basename(path))
    .toSorted()
    .at(-1)
  return all.filter((path) => basename(path) === newest)
}

/**
 * Copies a new dump into every other place, and drops there what the vault has dropped. What was in all places and is so no longer is left for
 * people to see.
 */
export async function spreadDumps(places: readonly string[]): Promise<void> {
  const [fault] = await trySpread(places)
  if (fault) throw new Error(fault)
}

/** The same, where it can: gives a sentence for each place that cannot be written to. Then it is not done, and tried anew. */
export async function trySpread(places: readonly string[]): Promise<string[]> {
  const [own, ...others] = places
  const newest = own ? (await dumpsIn(own)).at(-1) : undefined
  const before = await readSpread(places)
  if (!own || !newest || (before && basename(newest) <= before.name)) return []
  const oldest = basename((await dumpsIn(own))[0]!)
  const faults: string[] = []
  for (const other of others) {
    try {
      await put(newest, other)
      for (const old of await dumpsIn(other)) if (basename(old) < oldest) await rm(old, { force: true })
    } catch (error) {
      faults.push(`${other} cannot be written to (${(error as Error).message})`)
    }
  }
  if (faults.length > 0) return faults
  const spread = { name: basename(newest), sha256: (await sumOf(newest)) ?? '' }
  for (const place of places) await writeKept(join(place, spreadName), `${JSON.stringify(spread)}\n`)
  return []
}

/** What is wrong with the copies of the newest dump, one sentence each. */
export async function faultsInDumps(places: readonly string[]): Promise<string[]> {
  const spread = await readSpread(places)
  if (!spread) return []
  const sums = await Promise.all(places.map(async (place) => ({ place, sum: await sumOf(join(place, spread.name)) })))
  const good = sums.find(({ sum }) => sum === spread.sha256)?.place
  const cure = good ? `copy it from ${good}` : 'make another: npm run lay -- keys dump'
  return sums.flatMap(({ place, sum }) => {
    if (sum === spread.sha256) return []
    return `The dump of keys ${join(place, spread.name)} ${sum === null ? 'is missing' : 'is damaged'}: ${cure}`
  })
}

async function put(file: string, place: string) {
  await mkdir(place, { recursive: true, mode: 0o700 })
  const draft = join(place, 'being-copied')
  await copyFile(file, draft)
  const handle = await open(draft, 'r+')
  await handle.chmod(0o600)
  await handle.sync()
  await handle.close()
  await rename(draft, join(place, basename(file)))
  await flushFolder(place)
}

async function readSpread(places: readonly string[]): Promise<Spread | null> {
  const read = await Promise.all(places.map((place) => readText(join(place, spreadName))))
  const found = read.flatMap((text) => (text ? [JSON.parse(text) as Spread] : []))
  return found.toSorted((a, b) => (a.name < b.name ? -1 : 1)).at(-1) ?? null
}

const dumpsIn = async (place: string) =>
  (await readdir(place).catch(() => []))
    .filter((name) => called.test(name))
    .sort()
    .map((name) => join(place, name))

const sumOf = (path: string): Promise<string | null> =>
  readFile(path).then(
    (bytes) => createHash('sha256').update(bytes).digest('hex'),
    () => null,
  )
