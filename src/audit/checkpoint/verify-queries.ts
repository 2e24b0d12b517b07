import { boolean, bytes, count, instant, maybe, query, text, uuid } from '#lib/sql'

/** The next entries of all chains, by subject and number. */
export const entriesAfter = query(
  {
    subjectId: uuid,
    n: count,
    at: text,
    verb: text,
    subjectKind: text,
    actorKind: text,
    actorId: maybe(uuid),
    objectId: maybe(uuid),
    reason: maybe(text),
    requestId: maybe(text),
    zone: text,
    late: boolean,
    prev: maybe(bytes),
    hash: bytes,
    xid: text,
  },
  `select subject_id as "subjectId", n, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, verb,
          subject_kind as "subjectKind", actor_kind as "actorKind", actor_id as "actorId", object_id as "objectId", reason,
          request_id as "requestId", zone, late, prev, hash, xid::text as xid
     from audit_event where (subject_id, n) > ($1::uuid, $2::bigint) order by subject_id, n limit 5000`,
)

/**
 * Trails that went by their rule, and the moment by which a checkpoint must have sealed the last of them: their time before
 * they went, and a month for a worker that was away.
 */
export const expiredTrails = query(
  { subjectId: uuid, entries: count, lastHash: bytes, sealedBy: instant },
  `select subject_id as "subjectId", entries, last_hash as "lastHash",
          least(at, clock_now()) - interval '5 years 11 months' as "sealedBy"
     from trail_expired where subject_id > $1::uuid order by subject_id limit 5000`,
)

/** How many entries wait to be written late. */
export const lateWaiting = query({ waiting: count }, `select count(*) as waiting from audit_late`)
