import { createReadStream } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { several } from './pack.ts'

/** A full piece of the log: its timeline, and its place in the one long row of all pieces. */
export type Piece = { name: string; timeline: number; place: number }

/** Pieces are of 16 MB, so 256 of them share the middle part of their name. */
export function pieceOf(name: string): Piece | null {
  const [, timeline, middle, last] = /^([0-9A-F]{8})([0-9A-F]{8})([0-9A-F]{8})(?:\.gz)?$/.exec(name) ?? []
  if (!timeline || !middle || !last) return null
  const place = Number.parseInt(middle, 16) * 256 + Number.parseInt(last, 16)
  return { name: name.replace(/\.gz$/, ''), timeline: Number.parseInt(timeline, 16), place }
}

/** The first place at which no piece is, from that of `first` on to the last there is; null when all are there. */
export function gapIn(pieces: readonly Piece[], first: Piece, last: Piece): number | null {
  const there = new Set(pieces.filter(({ timeline }) => timeline >= first.timeline).map(({ place }) => place))
  const end = Math.max(last.place, ...there)
  for (let place = first.place; place <= end; place++) if (!there.has(place)) return place
  return null
}

export const listWal = async (wal: string): Promise<Piece[]> =>
  (await readdir(wal).catch(() => [])).flatMap((name) => pieceOf(name) ?? []).sort((a, b) => a.place - b.place)

/** What is wrong with the log that a backup needs, from its first piece on, one sentence each. */
export async function faultsInWal(wal: string, needs: { firstWal: string; lastWal: string }): Promise<string[]> {
  const [first, last] = [pieceOf(needs.firstWal), pieceOf(needs.lastWal)]
  if (!first || !last) return [`${needs.firstWal} is not the name of a piece of the log`]
  const pieces = (await listWal(wal)).filter(({ place }) => place >= first.place)
  const gap = gapIn(pieces, first, last)
  if (gap !== null)
    return [
      `${wal} lacks a piece of the log (the ${gap - first.place + 1}. after ${needs.firstWal}): put a copy of it there`,
    ]
  return several(pieces, async ({ name }) =>
    (await isWhole(join(wal, `${name}.gz`))) ? null : `${join(wal, name)}.gz is damaged: put a copy of it there`,
  )
}

const isWhole = (path: string) =>
  pipeline(createReadStream(path), createGunzip(), async (pieces: AsyncIterable<Buffer>) => {
    for await (const _ of pieces);
  }).then(
    () => true,
    () => false,
  )

/** Removes what no backup needs any more: pieces before the first that the oldest needs. */
export async function pruneWal(wal: string, firstWal: string): Promise<number> {
  const first = pieceOf(firstWal)
  if (!first) return 0
  const old = (await readdir(wal)).filter((name) => {
    const piece = pieceOf(name.slice(0, 24))
    return piece !== null && piece.place < first.place
  })
  for (const name of old) await rm(join(wal, name), { force: true })
  return old.length
}
