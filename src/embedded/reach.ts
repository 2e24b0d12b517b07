import { execFile } from 'node:child_process'
import { cp, lstat, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { binaries } from './binaries.ts'
import { plainEnvironment, type Somebody } from './somebody.ts'

const run = promisify(execFile)
type Programs = Awaited<ReturnType<typeof binaries>>

/**
 * The programs at a place from which this somebody can run them. PostgreSQL asks for itself whether it may run its own
 * programs, so those inside a folder that only root enters are copied to one that everybody reads and only root writes.
 */
export async function withinReach(programs: Programs, who: Somebody): Promise<Programs> {
  if (!who.owner || who.owner.uid === 0 || (await reaches(programs.initdb, who))) return programs
  const about = JSON.parse(await readFile(join(programs.root, 'package.json'), 'utf8')) as { version: string }
  const place = join(tmpdir(), `lay-postgresql-${about.version}`)
  if (!(await isOurs(place))) await copyTo(place, programs.root)
  const bin = join(place, 'native', 'bin')
  return { root: place, postgres: join(bin, 'postgres'), initdb: join(bin, 'initdb') }
}

const reaches = (program: string, { before }: Somebody) =>
  run(before[0]!, [...before.slice(1), 'test', '-x', program], { env: plainEnvironment }).then(
    () => true,
    () => false,
  )

/** Whether it is a folder that nobody but us can have made or changed: it lies where everybody may write. */
const isOurs = (place: string) =>
  lstat(place).then(
    (about) => about.isDirectory() && about.uid === process.getuid?.() && (about.mode & 0o022) === 0,
    () => false,
  )

async function copyTo(place: string, from: string) {
  const draft = await mkdtemp(join(dirname(place), `${basename(place)}-`))
  try {
    await cp(from, join(draft, 'whole'), { recursive: true, verbatimSymlinks: true })
    await rename(join(draft, 'whole'), place)
  } catch (error) {
    // Another start may have been quicker.
    if (!(await isOurs(place)))
      throw new Error(`${place} cannot be made, or is somebody else's: remove it, or set DATABASE_URL`, {
        cause: error,
      })
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}
