import { promisify } from 'node:util'
import { crc32, deflate, inflate } from 'node:zlib'
import { isWide, NotSound, sound, type Cleaned } from './bytes.ts'

const unpack = promisify(inflate)
const pack = promisify(deflate)

export const pngSign = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/**
 * A PNG written anew (ISO/IEC 15948): size, palette, what is transparent, and the dots, unpacked and packed again. Words,
 * EXIF, colour profiles, further pictures and whatever follows are left out. Throws for what is not sound.
 */
export async function cleanPng(file: Buffer): Promise<Cleaned> {
  const parts: { type: string; data: Buffer }[] = []
  for (let at = 8; parts.at(-1)?.type !== 'IEND';) {
    sound(at + 12 <= file.length && parts.length < 5_000)
    const length = file.readUInt32BE(at)
    const end = at + 12 + length
    sound(end <= file.length)
    const type = file.toString('latin1', at + 4, at + 8)
    sound(/^[A-Za-z]{4}$/.test(type) && crc32(file.subarray(at + 4, end - 4)) === file.readUInt32BE(end - 4))
    // A part that one has to know to show the picture, and that nobody knows.
    sound(known.has(type) || type.charCodeAt(0) >= 0x61)
    parts.push({ type, data: file.subarray(at + 8, end - 4) })
    at = end
  }
  const of = (type: string) => parts.filter((part) => part.type === type).map(({ data }) => data)
  const [head] = of('IHDR')
  sound(parts[0]!.type === 'IHDR' && of('IHDR').length === 1 && head!.length === 13)
  const [width, height] = [head!.readUInt32BE(0), head!.readUInt32BE(4)]
  const [bits, colours] = [head![8]!, head![9]!]
  const samples = samplesOf[colours]
  sound(width > 0 && height > 0 && samples !== undefined && head![10] === 0 && head![11] === 0)
  if (isWide(width, height)) return { fault: 'wide' }
  // Interlaced ones are rare, and pictures of 16 bits are no photos.
  sound(head![12] === 0 && [1, 2, 4, 8].includes(bits) && (bits === 8 || colours === 0 || colours === 3))
  const [palette, clear] = [of('PLTE'), of('tRNS')]
  sound(
    palette.length === (colours === 3 ? 1 : 0) &&
      palette.every(({ length }) => length % 3 === 0 && length <= 768 && length > 0),
  )
  sound(
    clear.length <= 1 &&
      clear.every(({ length }) => length === transparent[colours] || (colours === 3 && length <= 256)),
  )
  const row = 1 + Math.ceil((width * bits * samples!) / 8)
  const dots = await unpack(Buffer.concat(of('IDAT')), { maxOutputLength: row * height + 1 }).catch(() => {
    throw new NotSound()
  })
  sound(dots.length === row * height)
  for (let at = 0; at < dots.length; at += row) sound(dots[at]! <= 4)
  const bytes = Buffer.concat([
    pngSign,
    chunk('IHDR', head!),
    ...palette.map((data) => chunk('PLTE', data)),
    ...clear.map((data) => chunk('tRNS', data)),
    chunk('IDAT', await pack(dots)),
    chunk('IEND', Buffer.alloc(0)),
  ])
  return { kind: 'png', bytes, width, height }
}

const known = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND'])
/** Values a dot, by kind of colour. */
const samplesOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }
/** How long it is to say which one colour is transparent. */
const transparent: Readonly<Record<number, number>> = { 0: 2, 2: 6 }

/** A chunk of a PNG, with its check. */
export function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const made = Buffer.alloc(body.length + 8)
  made.writeUInt32BE(data.length, 0)
  body.copy(made, 4)
  made.writeUInt32BE(crc32(body), body.length + 4)
  return made
}
