import { mostBytes, NotSound, type Cleaned } from './bytes.ts'
import { cleanJpeg } from './jpeg.ts'
import { cleanPng, pngSign } from './png.ts'

/** A photo as it may be shown: by its first bytes, whatever its name says, and only what makes the picture. */
export async function cleanPhoto(file: Buffer): Promise<Cleaned> {
  if (file.length > mostBytes) return { fault: 'large' }
  try {
    const cleaned = await read(file)
    return 'bytes' in cleaned && cleaned.bytes.length > mostBytes ? { fault: 'large' } : cleaned
  } catch (error) {
    if (error instanceof NotSound) return { fault: 'broken' }
    throw error
  }
}

async function read(file: Buffer): Promise<Cleaned> {
  if (file.subarray(0, 8).equals(pngSign)) return cleanPng(file)
  return file[0] === 0xff && file[1] === 0xd8 && file[2] === 0xff ? cleanJpeg(file) : { fault: 'other' }
}

/** What to do about a file that is not taken. */
export const photoSentences: Readonly<Record<Extract<Cleaned, { fault: string }>['fault'], string>> = {
  other: 'Choose a JPEG or PNG file',
  broken: 'We cannot read this file. Save the photo anew as JPEG, and choose that',
  large: 'Choose a file of 1 MB at most',
  wide: 'Choose a photo of 2,000 dots at most on each side. 600 are plenty',
}
