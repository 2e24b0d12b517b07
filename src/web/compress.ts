import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** The way of writing a body that a client takes, the smaller first; null for plain. */
export function encodingOf(accept: string | undefined): 'br' | 'gzip' | null {
  const takes = (name: string) => new RegExp(`\\b${name}\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))`).test(accept ?? '')
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : null
}

/** The body written smaller, quickly rather than as small as can be. */
export function compress(body: string, encoding: 'br' | 'gzip'): Promise<Buffer> {
  const { BROTLI_PARAM_QUALITY: quality, BROTLI_PARAM_MODE: mode, BROTLI_MODE_TEXT: text } = constants
  return encoding === 'br'
    ? brotli(body, { params: { [quality]: 3, [mode]: text } })
    : gzipped(body, { level: constants.Z_BEST_SPEED })
}

const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)
