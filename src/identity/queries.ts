import { boolean, bytes, integer, instant, maybe, query, text, textArray, uuid } from '#lib/sql'

/** Lets only one code at a time be issued to a browser and for a subject, so that the counts below hold. */
export const lockIssuing = query(
  {},
  `
  select pg_advisory_xact_lock(hashtextextended('code for browser ' || $1, 0)),
         pg_advisory_xact_lock(hashtextextended('code for subject ' || $2, 0))`,
)

/**
 * Writes a code unless the browser has had three in a quarter of an hour. One whose subject has had three from
 * browsers that it does not know becomes a decoy in the next of these, so that nobody learns from the answer how often a subject was asked for.
 */
export const insertCode = query(
  { id: uuid },
  `
  insert into one_time_code (id, purpose, browser, code_hash, expires_at, subject)
  select $1::uuid, $2::text, $3::bytea, $4::bytea, clock_now() + interval '10 minutes',
         case when may_have_code($5, $2) then $5::uuid end
   where 3 > (
           select count(*) from one_time_code
            where browser = $3 and purpose = $2 and issued_at > clock_now() - interval '15 minutes')
  returning id`,
)

/** When a browser that has had three codes in a quarter of an hour can have another; no row where it can now. */
export const nextCodeFor = query(
  { at: instant },
  `
  select issued_at + interval '15 minutes' as at from one_time_code
   where browser = $1 and purpose = $2 and issued_at > clock_now() - interval '15 minutes'
   order by issued_at desc offset 2 limit 1`,
)

/** Counts a try against each live code of a browser and uses up the one that is right, in one statement. */
export const tryCode = query(
  { id: uuid, subject: maybe(uuid), right: boolean },
  `
  with live as (
    select id from one_time_code
     where browser = $1 and purpose = $2 and used_at is null and tries < 5 and expires_at > clock_now()
     order by id for update)
  update one_time_code c
     set tries = c.tries + 1, used_at = case when c.code_hash = $3 then clock_now() end
    from live where live.id = c.id
  returning c.id, c.subject, c.used_at is not null as "right"`,
)

/** Uses up every code of a subject that nobody has entered. */
export const useUpCodes = query({}, `select void_codes($1)`)

/** A code that can still be used and has somebody to go to. */
export const sendableCode = query(
  { purpose: text, subject: uuid },
  `
  select purpose, subject from one_time_code
   where id = $1 and subject is not null and used_at is null and tries < 5 and expires_at > clock_now()`,
)

export const upsertGrant = query(
  {},
  `
  insert into browser_grant as g (subject, browser, until) values ($1, $2, $3)
  on conflict (subject, browser) do update set until = greatest(g.until, excluded.until)`,
)

export const liveGrant = query(
  { until: instant },
  `select until from browser_grant where subject = $1 and browser = $2 and until > clock_now()`,
)

export const insertKey = query({ id: uuid }, `insert into api_key (name, scope, hash) values ($1, $2, $3) returning id`)

export const keyByHash = query(
  { id: uuid, scope: text },
  `select id, scope from api_key where hash = $1 and revoked_at is null`,
)

/** Every key ever made, newest first; a programme has a handful. */
export const allKeys = query(
  { id: uuid, name: text, scope: text, madeAt: instant, revokedAt: maybe(instant) },
  `
  select id, name, scope, made_at as "madeAt", revoked_at as "revokedAt"
    from api_key order by made_at desc, id limit 1000`,
)

export const revokeKeyById = query(
  { id: uuid },
  `update api_key set revoked_at = clock_now() where id = $1 and revoked_at is null returning id`,
)

/**
 * Takes the place of a call's answer, unless one less than a day old is there. While another transaction holds the
 * place, waits for it to end.
 */
export const claimAnswer = query(
  { taken: boolean },
  `
  insert into api_answer as a (key_id, idempotency_key, call_hash) values ($1, $2, $3)
  on conflict (key_id, idempotency_key) do update
     set call_hash = excluded.call_hash, status = null, sealed_body = null, made_at = clock_now()
   where a.made_at <= clock_now() - interval '24 hours'
  returning true as taken`,
)

export const keptAnswer = query(
  { callHash: bytes, status: maybe(integer), sealedBody: maybe(bytes) },
  `select call_hash as "callHash", status, sealed_body as "sealedBody" from api_answer where key_id = $1 and idempotency_key = $2`,
)

export const setAnswer = query(
  {},
  `update api_answer set status = $3, sealed_body = $4 where key_id = $1 and idempotency_key = $2`,
)

export const insertStaffSession = query(
  {},
  `insert into staff_session (hash, staff_id, level, strong_at, device)
   values ($1, $2, $3, case when $3 = 2 then clock_now() end, $4)`,
)

/** Whose session this is, while it lasts, how surely, and what they may be. Counts as a request. */
export const seeStaffSession = query(
  { staffId: maybe(uuid), level: maybe(integer), roles: maybe(textArray) },
  `select staff_id as "staffId", level, roles from see_staff_session()`,
)

export const deleteStaffSession = query(
  { staffId: uuid },
  `delete from staff_session where hash = $1 returning staff_id as "staffId"`,
)

export const endSessionsOfStaff = query(
  {},
  `update staff_session set ended_at = clock_now() where staff_id = $1 and ended_at is null`,
)

/** The coach under an address: whom a code may be sent to, to sign in by; null where there is none. */
export const coachByEmail = query({ id: maybe(uuid) }, `select coach_by_email($1) as id`)
export const isCoach = query({ yes: boolean }, `select is_coach($1) as yes`)

export const firstRole = query({ role: maybe(text) }, `select first_role($1) as role`)

/** Where somebody of staff is written to, while they work here. */
export const staffAddress = query({ email: text }, `select email from staff where id = $1 and active`)

/** Who works here under an address; null where nobody does. */
export const staffIdByEmail = query({ id: maybe(uuid) }, `select staff_by_email($1) as id`)

export const deleteOldCodes = query({}, `delete from one_time_code where issued_at < clock_now() - interval '1 hour'`)
export const deleteOldGrants = query({}, `delete from browser_grant where until < clock_now()`)
export const deleteOldAnswers = query({}, `delete from api_answer where made_at < clock_now() - interval '24 hours'`)
export const deleteOldSessions = query(
  {},
  `delete from staff_session where made_at < clock_now() - interval '24 hours'`,
)
