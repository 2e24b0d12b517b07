import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Folders whose content a backup leaves out, as PostgreSQL's manual says. */
const emptied = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
])

const leftOut =
  /^(postmaster\.(pid|opts)|pg_internal\.init(\..*)?|pgsql_tmp.*|backup_(label|manifest)(\.old)?|tablespace_map(\.old)?|(recovery|standby)\.signal|current_logfiles)$/

export type Listed = { folders: string[]; files: string[] }

/** What a backup of a data folder holds, the control file last. Files may come and go meanwhile: the log knows of those. */
export async function listData(data: string): Promise<Listed> {
  const listed: Listed = { folders: [], files: [] }
  await look(data, '', listed)
  const control = join('global', 'pg_control')
  return { folders: listed.folders, files: [...listed.files.filter((file) => file !== control), control] }
}

async function look(data: string, inside: string, listed: Listed): Promise<void> {
  for (const entry of await readdir(join(data, inside), { withFileTypes: true }).catch(unlessGone)) {
    const path = join(inside, entry.name)
    if (leftOut.test(entry.name)) continue
    if (emptied.has(path)) listed.folders.push(path)
    else if (entry.isDirectory()) {
      listed.folders.push(path)
      await look(data, path, listed)
    } else if (entry.isFile()) listed.files.push(path)
    else if (inside === 'pg_tblspc')
      throw new Error('This database has tablespaces of its own: back it up by PostgreSQL’s own means')
  }
}

function unlessGone(error: NodeJS.ErrnoException): never[] {
  if (error.code === 'ENOENT') return []
  throw error
}
