import { boolean, bytes, count, instant, maybe, query, text, uuid } from '#lib/sql'

/** The passkey of this name, of somebody who still works here; nulls where there is none. */
export const passkeyNamed = query(
  { id: maybe(uuid), staffId: maybe(uuid), publicKey: maybe(bytes), counter: maybe(count) },
  `select passkey_id as id, staff_id as "staffId", public_key as "publicKey", counter from passkey_named($1)`,
)

/** Keeps the counter that came with a proof; false where another proof was quicker, or the counter does not rise. */
export const usePasskey = query({ used: boolean }, `select use_passkey($1, $2) as used`)

/** Whose passkey may be added here: see `enrolling` in the migrations. Nulls for nobody. */
export const enrolling = query(
  { staffId: maybe(uuid), invitationId: maybe(uuid), name: maybe(text) },
  `select staff_id as "staffId", invitation_id as "invitationId", name from enrolling()`,
)

export const keepPasskey = query(
  { id: maybe(uuid), staffId: maybe(uuid) },
  `select passkey_id as id, staff_id as "staffId" from keep_passkey($1, $2, $3, $4, $5)`,
)

export const myPasskeys = query(
  { id: uuid, credentialId: bytes, device: text, madeAt: instant, lastUsedAt: maybe(instant) },
  `
  select passkey_id as id, credential_id as "credentialId", device, made_at as "madeAt", last_used_at as "lastUsedAt"
    from my_passkeys()`,
)

/** What the message about a new passkey needs. */
export const passkeyToSend = query(
  { email: text, madeAt: instant },
  `select s.email, k.made_at as "madeAt" from passkey k join staff s on s.id = k.staff_id and s.active where k.id = $1`,
)
