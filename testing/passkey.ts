import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'

/** What a device does otherwise than it should. */
export type Odd = {
  origin?: string
  rpId?: string
  challenge?: string
  type?: string
  /** Whether the device asked whom it serves. */
  verified?: boolean
  present?: boolean
  counter?: number
  crossOrigin?: boolean
}

/** A device with one passkey, made of nothing but bytes: it answers as the standard says, or as `odd` says. */
export function device(origin: string, rpId = new URL(origin).hostname) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(16)
  let used = 0

  const clientData = (type: string, challenge: string, odd: Odd) =>
    Buffer.from(
      JSON.stringify({
        type: odd.type ?? type,
        challenge: odd.challenge ?? challenge,
        origin: odd.origin ?? origin,
        crossOrigin: odd.crossOrigin ?? false,
      }),
    )
  const authenticatorData = (odd: Odd, counter: number, made?: Buffer) => {
    const flags = (odd.present === false ? 0 : 0x01) | (odd.verified === false ? 0 : 0x04) | (made ? 0x40 : 0)
    const head = Buffer.alloc(5)
    head.writeUInt8(flags, 0)
    head.writeUInt32BE(odd.counter ?? counter, 1)
    return Buffer.concat([sha256(Buffer.from(odd.rpId ?? rpId)), head, made ?? Buffer.alloc(0)])
  }

  return {
    id,
    /** The public key as COSE writes it, which is what is kept of it. */
    publicKey: cosePublicKey(publicKey),
    /** The text that a page's form would carry after `navigator.credentials.create`. */
    create(challenge: string, odd: Odd = {}): string {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(id.length)
      const made = Buffer.concat([Buffer.alloc(16), length, id, cosePublicKey(publicKey)])
      const attestation = cbor(
        new Map<string, unknown>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', authenticatorData(odd, 0, made)],
        ]),
      )
      return text({
        clientDataJSON: clientData('webauthn.create', challenge, odd),
        attestationObject: attestation,
      })
    },
    /** The text that a page's form would carry after `navigator.credentials.get`. */
    use(challenge: string, odd: Odd = {}): string {
      used += 1
      const said = clientData('webauthn.get', challenge, odd)
      const data = authenticatorData(odd, used)
      return text({
        clientDataJSON: said,
        authenticatorData: data,
        signature: sign('sha256', Buffer.concat([data, sha256(said)]), privateKey),
      })
    },
  }

  function text(response: Record<string, Buffer>): string {
    const parts = Object.entries(response).map(([name, bytes]) => [name, bytes.toString('base64url')])
    const named = id.toString('base64url')
    return JSON.stringify({
      id: named,
      rawId: named,
      type: 'public-key',
      response: Object.fromEntries(parts) as unknown,
    })
  }
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest()

/** A P-256 key for ES256, as COSE writes it. */
function cosePublicKey(key: KeyObject): Buffer {
  const { x, y } = key.export({ format: 'jwk' })
  const coordinate = (value: string | undefined) => Buffer.from(value ?? '', 'base64url')
  return cbor(
    new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, coordinate(x)],
      [-3, coordinate(y)],
    ]),
  )
}

/** The little of CBOR that a device writes. */
function cbor(value: unknown): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (value instanceof Map)
    return Buffer.concat([head(5, value.size), ...[...value].flatMap(([name, part]) => [cbor(name), cbor(part)])])
  throw new Error('No device writes that')
}

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.of((major << 5) | length)
  if (length < 256) return Buffer.of((major << 5) | 24, length)
  return Buffer.of((major << 5) | 25, length >> 8, length & 255)
}
