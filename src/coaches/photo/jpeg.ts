import { isWide, sound, type Cleaned } from './bytes.ts'
import { orientationOf, orientationSegment } from './orientation.ts'

/**
 * A JPEG written anew (ISO/IEC 10918-1): tables, frame and scans, and of all else only which way up it is. Comments, EXIF
 * with place and time, thumbnails and whatever follows the picture are left out. Throws for what no camera writes.
 */
export function cleanJpeg(file: Buffer): Cleaned {
  const kept: Buffer[] = [file.subarray(0, 2)]
  let [at, scans, scanned] = [2, 0, 0]
  let frame: { width: number; height: number; parts: number } | null = null
  let turned = 1
  for (;;) {
    sound(at + 2 <= file.length && file[at] === 0xff)
    const marker = file[at + 1]!
    if (marker === 0xff) {
      at++
      continue
    }
    if (marker === 0xd9) break
    sound(at + 4 <= file.length && marker >= 0xc0 && marker !== 0xd8 && !(marker >= 0xd0 && marker <= 0xd7))
    const end = at + 2 + file.readUInt16BE(at + 2)
    sound(end >= at + 4 && end <= file.length)
    const segment = file.subarray(at, end)
    const body = segment.subarray(4)
    at = end
    if (marker === 0xe1) turned = orientationOf(body) ?? turned
    else if (marker === 0xdb) kept.push(tables(segment, body, quantization))
    else if (marker === 0xc4) kept.push(tables(segment, body, huffman))
    else if (marker === 0xdd) {
      sound(body.length === 2)
      kept.push(segment)
    } else if (marker >= 0xc0 && marker <= 0xc2) {
      sound(frame === null && body.length >= 6)
      frame = { height: body.readUInt16BE(1), width: body.readUInt16BE(3), parts: body[5]! }
      // Grey or in colour, of 8 bits each; four parts are for printing.
      sound(body[0] === 8 && (frame.parts === 1 || frame.parts === 3) && body.length === 6 + 3 * frame.parts)
      sound(frame.width > 0 && frame.height > 0)
      if (isWide(frame.width, frame.height)) return { fault: 'wide' }
      kept.push(segment)
    } else if (marker === 0xda) {
      sound(
        frame !== null && body.length >= 6 && body[0]! <= 4 && body.length === 4 + 2 * body[0]! && ++scans <= mostScans,
      )
      const data = entropyFrom(file, at)
      at += data.length
      scanned += data.length
      kept.push(segment, data)
    } else sound(marker >= 0xe0)
  }
  sound(frame !== null && scans > 0)
  const { width, height } = frame!
  // Far more than the picture can need is something else that travels in it.
  sound(scanned <= width * height * 4 + 65_536)
  kept.splice(1, 0, orientationSegment(turned))
  return { kind: 'jpeg', bytes: Buffer.concat([...kept, Buffer.from([0xff, 0xd9])]), width, height }
}

/** A progressive picture has about ten. */
const mostScans = 64

/** Tables one after another, each of the length that its first bytes say. */
function tables(segment: Buffer, body: Buffer, lengthOf: (rest: Buffer) => number): Buffer {
  for (let at = 0; at < body.length;) {
    const rest = body.subarray(at)
    at += lengthOf(rest)
    sound(at <= body.length)
  }
  return segment
}

function quantization(rest: Buffer): number {
  sound((rest[0]! & 0x0f) <= 3 && rest[0]! >> 4 <= 1)
  return rest[0]! >> 4 === 1 ? 129 : 65
}

function huffman(rest: Buffer): number {
  sound(rest.length >= 17 && (rest[0]! & 0x0f) <= 3 && rest[0]! >> 4 <= 1)
  const symbols = rest.subarray(1, 17).reduce((sum, one) => sum + one, 0)
  sound(symbols >= 1 && symbols <= 256)
  return 17 + symbols
}

/** The bytes of a scan: up to the next marker that is neither a stuffed byte nor a restart. */
function entropyFrom(file: Buffer, from: number): Buffer {
  let at = from
  for (;;) {
    at = file.indexOf(0xff, at)
    sound(at >= 0 && at + 1 < file.length)
    const next = file[at + 1]!
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return file.subarray(from, at)
    at += 2
  }
}
