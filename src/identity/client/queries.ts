import { boolean, bytes, count, instant, maybe, query, text, uuid, integer } from '#lib/sql'

/** What a code for a contact would be about; null where nobody is known by it. */
export const contactToReach = query({ about: maybe(uuid) }, `select contact_to_reach($1) as about`)
export const contactToStop = query({ about: maybe(uuid) }, `select contact_to_stop($1) as about`)

/** Signs in by a code; the id and the wrapped key are of whoever turns out to be new. */
export const startSession = query(
  { clientId: maybe(uuid) },
  `select start_client_session($1, $2, $3, $4, $5) as "clientId"`,
)
export const nameSession = query({}, `select name_client_session($1, $2)`)
export const raiseSession = query({ clientId: maybe(uuid) }, `select raise_client_session($1) as "clientId"`)
export const signOutOf = query({ clientId: maybe(uuid) }, `select sign_client_out($1) as "clientId"`)
/** Whose changes a code stopped, how many waited, and when the last one of this month came true. */
export const stopByCode = query(
  { clientId: maybe(uuid), stopped: maybe(integer), doneAt: maybe(instant) },
  `select client_id as "clientId", stopped, done_at as "doneAt" from stop_by_code($1)`,
)

/** Whose session this is, while it lasts, and how surely. Counts as a request. */
export const seeSession = query(
  { clientId: maybe(uuid), level: maybe(integer) },
  `select client_id as "clientId", level from see_client_session()`,
)

/** Where somebody is signed in now, newest use first. */
export const liveSessions = query(
  { id: uuid, level: integer, device: maybe(text), madeAt: instant, seenAt: instant, here: boolean },
  `select s.id, client_level(s) as level, s.device, s.made_at as "madeAt", s.last_seen_at as "seenAt", s.hash = claim_hash() as here
     from client_session s where s.client_id = (select me()) and client_session_lives(s)
    order by s.last_seen_at desc, s.id limit 50`,
)

export const tryPassphrase = query(
  { attempt: maybe(count), salt: maybe(bytes), hash: maybe(bytes) },
  `select try as attempt, salt, hash from try_passphrase()`,
)
export const passphraseWasRight = query({}, `select passphrase_was_right($1)`)

/** What somebody has besides codes, and whether they may choose more at once in this browser. */
export const enrolment = query(
  { passphrase: boolean, passkeys: count, atOnce: boolean },
  `select exists (select from client_passphrase where client_id = (select me())) as passphrase,
          (select count(*) from client_passkey where client_id = (select me()) and ended_at is null) as passkeys,
          may_enrol_at_once() as "atOnce"`,
)

export const passkeyNamed = query(
  { id: maybe(uuid), clientId: maybe(uuid), publicKey: maybe(bytes), counter: maybe(count) },
  `select passkey_id as id, client_id as "clientId", public_key as "publicKey", counter from client_passkey_named($1)`,
)
export const startStrong = query({ clientId: maybe(uuid) }, `select start_strong_session($1, $2, $3) as "clientId"`)
export const keepPasskey = query(
  { id: uuid },
  `insert into client_passkey (client_id, credential_id, public_key, counter, device)
   values ((select me()), $1, $2, $3, $4) on conflict (credential_id) do nothing returning id`,
)
export const myPasskeys = query(
  { id: uuid, credentialId: bytes, device: text, madeAt: instant, lastUsedAt: maybe(instant) },
  `select id, credential_id as "credentialId", device, made_at as "madeAt", last_used_at as "lastUsedAt"
     from client_passkey where client_id = (select me()) and ended_at is null order by made_at, id limit 50`,
)
export const endPasskey = query(
  { id: uuid },
  `update client_passkey set ended_at = clock_now() where id = $1 and client_id = (select me()) and ended_at is null returning id`,
)

export const setPassphrase = query(
  {},
  `insert into client_passphrase as p (client_id, salt, hash) values ((select me()), $1, $2)
   on conflict (client_id) do update set salt = excluded.salt, hash = excluded.hash, set_at = clock_now()`,
)

export const askChange = query(
  { id: uuid, dueAt: instant },
  `insert into client_change (client_id, kind, salt, hash, passkey, contact_id, due_at)
   values ((select me()), $1, $2, $3, $4, $5, clock_now() + interval '72 hours') returning id, due_at as "dueAt"`,
)

/** Changes that wait, soonest first: one's own, and those by which another account would take this one. */
export const waitingChanges = query(
  { id: uuid, kind: text, dueAt: instant, agreed: boolean },
  `select id, kind, due_at as "dueAt", false as agreed from client_change
    where client_id = (select me()) and done_at is null and stopped_at is null
   union all select id, 'joined', due_at, agreed from joins_to_me()
    order by 3, 1 limit 20`,
)
/** Stops what another account asked for. */
export const stopJoinToMe = query({ id: maybe(uuid) }, `select stop_join_to_me($1) as id`)
/** Agrees to come to another account; only in a session above a code. */
export const agreeToJoin = query({ id: maybe(uuid) }, `select agree_to_join($1) as id`)

export const stopChange = query(
  { id: uuid },
  `update client_change set stopped_at = clock_now()
    where id = $1 and client_id = (select me()) and done_at is null and stopped_at is null returning id`,
)

/** Of a kind of change only the newest waits. */
export const stopChangesOf = query(
  {},
  `update client_change set stopped_at = clock_now()
    where kind = $1 and client_id = (select me()) and done_at is null and stopped_at is null`,
)

/** What had waited long enough and was done just now. */
export const settleMine = query({ id: uuid, kind: text }, `select id, kind from settle_mine()`)

/** A notice to each contact of the one who asks: one row for each message to plan. */
export const notifyMe = query({ id: uuid, channel: text }, `select id, channel from notify_me($1, $2)`)

/** What a notice, or a code to stop a change, is about and where it goes. */
export const noticeToSend = query(
  { kind: text, contactId: maybe(uuid), bookingId: maybe(uuid), channel: text, dueAt: maybe(instant) },
  `select kind, contact_id as "contactId", booking_id as "bookingId", channel, due_at as "dueAt"
     from client_notice where id = $1`,
)
/** A contact of an account; until it is sealed, with a booking that has it now. */
export const contactToSend = query(
  { clientId: uuid, kind: text, hash: bytes, sealed: maybe(bytes), bookingId: maybe(uuid) },
  `select k.client_id as "clientId", k.kind, k.contact_hash as hash, k.sealed, b.id as "bookingId"
     from client_contact k left join lateral (
       select b.id from booking b join booking_person p on p.booking_id = b.id
        where k.sealed is null and b.contact_hashes[1] = k.contact_hash
        order by b.id = k.booking_id desc nulls last limit 1) b on true
    where k.id = $1`,
)

export const deleteOldClientSessions = query(
  {},
  `delete from client_session where made_at < clock_now() - interval '31 days' or ended_at < clock_now() - interval '24 hours'`,
)
export const deleteOldTries = query(
  {},
  `delete from passphrase_try t where at < clock_now() - interval '24 hours' and (not was_right or at < clock_now() - interval '60 days')`,
)

/** Whether the claim of this transaction opens somebody's plan. */
export const mayOpenPlanNow = query({ may: boolean }, `select may_open_plan($1) as may`)
/** Chooses how somebody's plan opens: `browser`, `code` or `locked`. Whether the one who asks may. */
export const choosePlanAccess = query({ done: boolean }, `select choose_plan_access($1, $2) as done`)

/** One's proved contacts, and whether codes go there; oldest first. */
export const myContacts = query(
  { id: uuid, kind: text, sealed: maybe(bytes), codes: boolean, verifiedAt: instant },
  `select id, kind, sealed, codes, verified_at as "verifiedAt" from client_contact
    where client_id = (select me()) and verified_at is not null and removed_at is null order by verified_at, id limit 20`,
)
/** A contact to be proved. */
export const insertContact = query(
  {},
  `insert into client_contact (id, client_id, kind, contact_hash, sealed) values ($1, (select me()), $2, $3, $4)`,
)
/** What became of a contact whose code was entered: `added`, `waits`, or null for neither. */
export const addMyContact = query(
  { outcome: maybe(text), dueAt: maybe(instant) },
  `select outcome, due_at as "dueAt" from add_my_contact($1)`,
)
export const removeContact = query(
  { id: uuid },
  `update client_contact set removed_at = clock_now()
    where id = $1 and client_id = (select me()) and removed_at is null and verified_at is not null and can_do_without(id)
   returning id`,
)
export const setCodes = query(
  { id: uuid },
  `update client_contact set codes = $2
    where id = $1 and client_id = (select me()) and removed_at is null and verified_at is not null
      and ($2 or can_do_without(id))
   returning id`,
)
/** Signs everybody else out, and ends what other browsers may do with one's bookings. */
export const endOthers = query({}, `select end_others()`)
/** Contacts that somebody began to add and never proved. */
export const deleteUnproved = query(
  {},
  `delete from client_contact k where verified_at is null and made_at < clock_now() - interval '24 hours'
     and not exists (select from client_change c where c.contact_id = k.id and c.done_at is null and c.stopped_at is null)`,
)
/** What was told and what was changed two years ago. */
export const deleteOldNotices = query(
  {},
  `delete from client_notice where made_at < clock_now() - interval '24 months'`,
)
export const deleteOldChanges = query(
  {},
  `delete from client_change where asked_at < clock_now() - interval '24 months'`,
)

/** The first change to come true that the browser which booked may stop, and when; none where it may not. */
export const waitsWhereBooked = query(
  { kind: text, dueAt: instant },
  `select kind, due_at as "dueAt" from waits_where_booked($1)`,
)
/** Stops what waits there. Gives whose pages it was about. */
export const stopWhereBooked = query({ clientId: uuid }, `select stop_where_booked($1) as "clientId"`)
