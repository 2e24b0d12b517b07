import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { crc32, deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { cleanPhoto } from './clean.ts'
import { chunk } from './png.ts'
import { aJpeg, exif, png, pngOf, segment } from '../../../testing/photos.ts'

const faultOf = async (file: Buffer) => {
  const cleaned = await cleanPhoto(file)
  return 'fault' in cleaned ? cleaned.fault : 'taken'
}
const cleanedOf = async (file: Buffer) => {
  const cleaned = await cleanPhoto(file)
  assert.ok('bytes' in cleaned, JSON.stringify(cleaned))
  return cleaned.bytes
}
const canary = Buffer.from('Canary 51.5007,-0.1246 <script>alert(1)</script>', 'latin1')

describe('a JPEG', () => {
  it('is kept without place, time, comment, thumbnail or what follows it', async () => {
    const [start, rest] = [aJpeg.subarray(0, 2), aJpeg.subarray(2)]
    const file = Buffer.concat([
      start,
      segment(0xe1, Buffer.concat([exif(1), canary])),
      segment(0xe0, canary),
      segment(0xed, canary),
      segment(0xfe, canary),
      rest,
      canary,
    ])
    const clean = await cleanedOf(file)
    assert.ok(!clean.includes('Canary') && !clean.includes('script') && !clean.includes('Exif'))
    assert.deepEqual(clean, await cleanedOf(aJpeg), 'the same picture gives the same file')
    assert.deepEqual(await cleanedOf(clean), clean, 'and is as it is once cleaned')
    assert.deepEqual([...clean.subarray(-2)], [0xff, 0xd9])
  })

  it('stands the right way up still, by a mark of ours that says nothing else', async () => {
    for (const turned of [3, 6, 8]) {
      const file = Buffer.concat([
        aJpeg.subarray(0, 2),
        segment(0xe1, Buffer.concat([exif(turned), canary])),
        aJpeg.subarray(2),
      ])
      const clean = await cleanedOf(file)
      assert.ok(clean.includes('Exif') && !clean.includes('Canary'))
      assert.equal(clean.length, (await cleanedOf(aJpeg)).length + 36)
      assert.deepEqual(await cleanedOf(clean), clean)
    }
    for (const wrong of [0, 9, 65_535])
      assert.deepEqual(
        await cleanedOf(Buffer.concat([aJpeg.subarray(0, 2), segment(0xe1, exif(wrong)), aJpeg.subarray(2)])),
        await cleanedOf(aJpeg),
      )
  })

  it('is refused cut off anywhere', async () => {
    for (let length = 0; length < aJpeg.length; length++)
      assert.notEqual(await faultOf(aJpeg.subarray(0, length)), 'taken')
  })

  it('is refused that is of many dots, of no dots, or for printing', async () => {
    const frame = aJpeg.indexOf(Buffer.from([0xff, 0xc0]))
    const changed = (at: number, ...bytes: number[]) => {
      const file = Buffer.from(aJpeg)
      bytes.forEach((byte, i) => file.writeUInt8(byte, frame + at + i))
      return file
    }
    assert.equal(await faultOf(changed(5, 0xff, 0xff, 0xff, 0xff)), 'wide')
    assert.equal(await faultOf(changed(5, 0x07, 0xd1)), 'wide')
    assert.equal(await faultOf(changed(5, 0, 0)), 'broken')
    assert.equal(await faultOf(changed(4, 12)), 'broken')
    assert.equal(await faultOf(changed(9, 4)), 'broken')
  })

  it('is refused with words where tables are, or far more data than its picture needs', async () => {
    const [start, rest] = [aJpeg.subarray(0, 2), aJpeg.subarray(2)]
    for (const marker of [0xdb, 0xc4, 0xdd, 0xc8, 0xdc])
      assert.equal(await faultOf(Buffer.concat([start, segment(marker, canary), rest])), 'broken', marker.toString(16))
    const end = aJpeg.length - 2
    const stuffed = Buffer.concat([aJpeg.subarray(0, end), Buffer.alloc(100_000, 0x41), aJpeg.subarray(end)])
    assert.equal(await faultOf(stuffed), 'broken')
  })
})

describe('a PNG', () => {
  it('is kept without words, EXIF, profile, further pictures or what follows it', async () => {
    const plain = png(3, 2)
    const extra = ['tEXt', 'zTXt', 'iTXt', 'eXIf', 'iCCP', 'tIME', 'acTL', 'fdAT', 'gAMA'].map((type) =>
      chunk(type, canary),
    )
    const [head, rest] = [plain.subarray(0, 33), plain.subarray(33)]
    const clean = await cleanedOf(Buffer.concat([head, ...extra, rest, canary]))
    assert.ok(!clean.includes('Canary'))
    assert.deepEqual(clean, await cleanedOf(plain))
    const types = ['IHDR', 'IDAT', 'IEND'].map((type) => clean.includes(type))
    assert.deepEqual(types, [true, true, true])
  })

  it('is kept without what travels behind its packed dots', async () => {
    const dots = Buffer.concat([deflateSync(Buffer.alloc((1 + 3 * 3) * 2)), canary])
    const clean = await cleanPhoto(pngOf(3, 2, 8, 2, dots))
    assert.ok(!('bytes' in clean) || !clean.bytes.includes('Canary'))
  })

  it('is refused that unpacks to more than its picture, or to less', async () => {
    const bomb = deflateSync(Buffer.alloc(200_000_000))
    assert.ok(bomb.length < 1_000_000)
    assert.equal(await faultOf(pngOf(3, 2, 8, 2, bomb)), 'broken')
    assert.equal(await faultOf(pngOf(3, 2, 8, 2, deflateSync(Buffer.alloc(3)))), 'broken')
    assert.equal(await faultOf(pngOf(3, 2, 8, 2, Buffer.from('not packed'))), 'broken')
    assert.equal(await faultOf(pngOf(3, 2, 8, 2, deflateSync(Buffer.alloc(20, 9)))), 'broken')
  })

  it('is refused that is of many dots, or of a kind that no photo has', async () => {
    const some = deflateSync(Buffer.alloc(20))
    assert.equal(await faultOf(pngOf(0x7fffffff, 0x7fffffff, 8, 2, some)), 'wide')
    for (const [bits, colours] of [
      [16, 2],
      [8, 5],
      [3, 0],
      [4, 6],
    ] as const)
      assert.equal(await faultOf(pngOf(3, 2, bits, colours, some)), 'broken')
  })

  it('is refused cut off anywhere, or with one bit of it changed', async () => {
    const whole = png(3, 2)
    for (let length = 0; length < whole.length; length++)
      assert.notEqual(await faultOf(whole.subarray(0, length)), 'taken')
    for (let at = 8; at < whole.length - 12; at++) {
      const changed = Buffer.from(whole)
      changed[at] = changed[at]! ^ 1
      assert.notEqual(await faultOf(changed), 'taken', String(at))
    }
    assert.equal(crc32('IEND'), 0xae426082)
  })
})

describe('what is no photo', () => {
  it('is refused, whatever it begins with', async () => {
    for (const text of [
      '',
      'GIF89a',
      '<svg xmlns="http://www.w3.org/2000/svg">',
      'RIFF....WEBP',
      '%PDF-1.7',
      'MZ',
      '<html>',
    ])
      assert.equal(await faultOf(Buffer.from(text)), 'other')
    assert.equal(await faultOf(Buffer.alloc(1_000_001)), 'large')
  })

  it('never does worse than be refused', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(aJpeg, png(3, 2)),
        fc.array(fc.tuple(fc.nat(600), fc.nat(255)), { maxLength: 8 }),
        async (file, changes) => {
          const hostile = Buffer.from(file)
          for (const [at, byte] of changes) if (at < hostile.length) hostile[at] = byte
          const cleaned = await cleanPhoto(hostile)
          if ('bytes' in cleaned) assert.ok(!cleaned.bytes.includes('JFIF'))
        },
      ),
      { numRuns: 500 },
    )
  })
})
