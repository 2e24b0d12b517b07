import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type * as zod from 'zod'
import { lazily } from '#lib/lazy'

/** What a browser sent after it was asked for a passkey, and the challenge that it says it answers. */
export type Answer<T> = { challenge: string; credentialId: string; response: T }

const longest = 16_000

const library = lazily<typeof zod>('zod')

function shapes() {
  const { z } = library()
  const base64url = z.string().regex(/^[\w-]+$/)
  const envelope = { id: base64url.max(1_400), rawId: base64url.max(1_400), type: z.literal('public-key') }
  const created = z.object({
    ...envelope,
    response: z.object({
      clientDataJSON: base64url,
      attestationObject: base64url,
      transports: z.array(z.string().max(20)).max(8).default([]),
    }),
  })
  const used = z.object({
    ...envelope,
    response: z.object({
      clientDataJSON: base64url,
      authenticatorData: base64url,
      signature: base64url,
      userHandle: base64url.nullish(),
    }),
  })
  return { created, used, clientData: z.object({ challenge: base64url, crossOrigin: z.boolean().optional() }) }
}

/** A new passkey as a form sent it; null for anything else. Nothing in it has been verified. */
export const readCreated = (text: string): Answer<RegistrationResponseJSON> | null => {
  const read = shapes().created.safeParse(parsed(text))
  return read.success ? answer(read.data, { ...read.data, clientExtensionResults: {} }) : null
}

/** A passkey's proof as a form sent it; null for anything else. Nothing in it has been verified. */
export const readUsed = (text: string): Answer<AuthenticationResponseJSON> | null => {
  const read = shapes().used.safeParse(parsed(text))
  if (!read.success) return null
  const { userHandle, ...rest } = read.data.response
  const response = userHandle ? { ...rest, userHandle } : rest
  return answer(read.data, { ...read.data, response, clientExtensionResults: {} })
}

function answer<T>({ id, response }: { id: string; response: { clientDataJSON: string } }, whole: T): Answer<T> | null {
  const said = shapes().clientData.safeParse(parsed(Buffer.from(response.clientDataJSON, 'base64url').toString('utf8')))
  // A page within another site's page has no business with ours.
  if (!said.success || said.data.crossOrigin) return null
  return { challenge: said.data.challenge, credentialId: id, response: whole }
}

function parsed(text: string): unknown {
  try {
    return text.length > longest ? null : JSON.parse(text)
  } catch {
    return null
  }
}
