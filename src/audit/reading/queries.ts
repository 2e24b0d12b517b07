import { boolean, bytes, count, instant, integer, maybe, query, text, uuid } from '#lib/sql'

/** A page of what was done with the asking client's record, newest first; see `openedOf`. */
export const ownEntries = query(
  {
    at: instant,
    verb: text,
    subjectId: uuid,
    objectId: maybe(uuid),
    actorKind: text,
    actorId: maybe(uuid),
    late: boolean,
    delayed: boolean,
    total: count,
  },
  `select at, verb, subject_id as "subjectId", object_id as "objectId", actor_kind as "actorKind",
          actor_id as "actorId", late, audit_was_delayed(object_id) or audit_was_delayed(subject_id) as delayed, count(*) over () as total
     from audit_event
    where ($1::text[] is null or actor_kind = any($1)) and ($2::text[] is null or actor_kind <> all($2))
      and ($3::timestamptz is null or at >= $3)
    order by at desc, id desc offset $4 limit $5`,
)

export const ownActors = query(
  { actorId: uuid, role: text, ownCoach: maybe(text), organisation: maybe(text) },
  `select actor_id as "actorId", role, own_coach as "ownCoach", organisation from audit_actors_of_me()`,
)

const entry = {
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
}
const entryColumns = `subject_id as "subjectId", n, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, verb,
  subject_kind as "subjectKind", actor_kind as "actorKind", actor_id as "actorId", object_id as "objectId", reason,
  request_id as "requestId", zone, late, prev, hash`

/** Every entry of the asking client's chains, for a proof. */
export const ownChains = query(entry, `select ${entryColumns} from audit_event order by subject_id, n limit 20000`)

/** The entries of the asking client's chains without a gap before them, which a proof holds, and the chains. */
export const ownSize = query(
  { entries: count, chains: count },
  `select count(*) as entries, count(distinct subject_id) as chains
     from (select subject_id, n, row_number() over (partition by subject_id order by n) as place from audit_event) e
    where n = place`,
)

/** The last entries of one chain, newest first. */
export const chainEnd = query(
  entry,
  `select ${entryColumns} from audit_event where subject_id = $1 order by n desc limit 25`,
)

/** The newest head of each own chain that a checkpoint holds, up to a size of the tree. */
export const ownLeaves = query(
  { subjectId: uuid, position: count, n: count },
  `select subject_id as "subjectId", position, n from audit_leaf where position < $1 order by subject_id, n desc`,
)

/** What governance searches in, or a lead's own acts: the database says which. Newest first. */
export const auditRows = query(
  {
    at: instant,
    verb: text,
    subjectKind: text,
    subjectId: uuid,
    actorKind: text,
    actorId: maybe(uuid),
    objectId: maybe(uuid),
    reason: maybe(text),
    zone: text,
    late: boolean,
    n: count,
  },
  `select at, verb, subject_kind as "subjectKind", subject_id as "subjectId", actor_kind as "actorKind",
          actor_id as "actorId", object_id as "objectId", reason, zone, late, n
     from audit_event
    where ($1::uuid is null or subject_id = $1) and ($2::uuid is null or actor_id = $2)
      and ($3::text is null or starts_with(verb, $3)) and ($4::timestamptz is null or at >= $4)
      and ($5::timestamptz is null or at < $5)
    order by at desc, id desc offset $6 limit $7`,
)

export const integrityOf = query(
  { checkpoints: count, newest: maybe(instant), entries: count, unsealed: count, lateWaiting: count },
  `select checkpoints, newest, entries, unsealed, late_waiting as "lateWaiting" from audit_integrity()`,
)

export const nodesOfProof = query(
  { level: integer, position: count, hash: bytes },
  `select level, position, hash from audit_node
    where (level, position) in (select * from unnest($1::smallint[], $2::bigint[]))`,
)
