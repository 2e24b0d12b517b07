import { chown, mkdir } from 'node:fs/promises'
import { ownerOfFiles } from '#embedded'

const quoted = (path: string) => `'${path.replaceAll("'", `'\\''`).replaceAll('%', '%%')}'`

/**
 * Has the server hand each full piece of its log to `wal`, squeezed, and at least every four minutes. The server keeps a
 * piece until this said yes to it, asks again after a crash, and never replaces one by another.
 */
export const archiveSettings = (wal: string) => ({
  archive_mode: 'on',
  archive_timeout: '240s',
  archive_command: [
    `umask 077; d=${quoted(wal)}; f="$d/%f.gz"`,
    `if [ -e "$f" ]; then [ "$(gzip -dc "$f" | cksum)" = "$(cksum < "%p")" ]`,
    `else nice -n 19 gzip -1 -c "%p" > "$f.part" && sync "$f.part" && mv "$f.part" "$f" && sync "$d"; fi`,
  ].join('; '),
})

/** Has the server fetch what it replays from there; what is not there is the end. */
export const restoreCommand = (wal: string) => `f=${quoted(wal)}/%f.gz; [ -e "$f" ] && gzip -dc "$f" > "%p"`

/** Makes the archive's folder, for whoever the server runs as. */
export async function ensureArchive(wal: string): Promise<void> {
  await mkdir(wal, { recursive: true, mode: 0o700 })
  const owner = await ownerOfFiles()
  if (owner) await chown(wal, owner.uid, owner.gid)
}
