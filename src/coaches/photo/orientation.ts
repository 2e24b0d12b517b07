/** Which way up a camera was held, as its EXIF says: 1 to 8, or null where it says nothing that can be read. */
export function orientationOf(body: Buffer): number | null {
  if (body.toString('latin1', 0, 6) !== 'Exif\0\0' || body.length < 14) return null
  const tiff = body.subarray(6)
  const little = tiff.toString('latin1', 0, 2) === 'II'
  if (!little && tiff.toString('latin1', 0, 2) !== 'MM') return null
  const short = (at: number) => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const first = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  if (first + 2 > tiff.length) return null
  const entries = Math.min(short(first), 100)
  for (let i = 0; i < entries; i++) {
    const at = first + 2 + i * 12
    if (at + 12 > tiff.length) return null
    if (short(at) === tag && short(at + 2) === 3) {
      const value = short(at + 8)
      return value >= 1 && value <= 8 ? value : null
    }
  }
  return null
}

const tag = 0x0112

/** An EXIF segment of our own that says which way up and nothing else; empty for a picture that stands as it is. */
export function orientationSegment(turned: number): Buffer {
  if (turned === 1) return Buffer.alloc(0)
  const tiff = Buffer.from([
    0x4d,
    0x4d,
    0,
    42,
    0,
    0,
    0,
    8,
    0,
    1,
    0x01,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    turned,
    0,
    0,
    0,
    0,
    0,
    0,
  ])
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])
  return Buffer.concat([Buffer.from([0xff, 0xe1, 0, body.length + 2]), body])
}
