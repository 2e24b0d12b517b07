import { deflateSync } from 'node:zlib'
import { chunk } from '../src/coaches/photo/png.ts'

/** A JPEG of 8 by 8 grey dots, with the header that most have. */
export const aJpeg = jpeg()

/** A segment of a JPEG. */
export function segment(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

function jpeg(): Buffer {
  const table = Buffer.concat([Buffer.from([0]), Buffer.alloc(64, 1)])
  // One code, of one bit: no difference, and nothing after it.
  const codes = (kind: number) => Buffer.from([kind, 1, ...Array.from({ length: 15 }, () => 0), 0])
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    segment(0xdb, table),
    segment(0xc0, Buffer.from([8, 0, 8, 0, 8, 1, 1, 0x11, 0])),
    segment(0xc4, codes(0x00)),
    segment(0xc4, codes(0x10)),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x3f]),
    Buffer.from([0xff, 0xd9]),
  ])
}

/** EXIF that says which way up a camera was held, and where. */
export function exif(turned: number): Buffer {
  const tiff = Buffer.alloc(38)
  tiff.write('II*\0', 0, 'latin1')
  tiff.writeUInt32LE(8, 4)
  tiff.writeUInt16LE(2, 8)
  const entry = (at: number, tag: number, kind: number, value: number) => {
    tiff.writeUInt16LE(tag, at)
    tiff.writeUInt16LE(kind, at + 2)
    tiff.writeUInt32LE(1, at + 4)
    tiff.writeUInt16LE(value, at + 8)
  }
  entry(10, 0x8825, 4, 26)
  entry(22, 0x0112, 3, turned)
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])
}

/** A PNG of what is given, sound or not. */
export function pngOf(width: number, height: number, bits: number, colours: number, packed: Buffer): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([bits, colours, 0, 0, 0], 8)
  const sign = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([sign, chunk('IHDR', head), chunk('IDAT', packed), chunk('IEND', Buffer.alloc(0))])
}

/** A PNG of one colour. */
export const png = (width: number, height: number): Buffer =>
  pngOf(width, height, 8, 2, deflateSync(Buffer.alloc((1 + width * 3) * height)))
