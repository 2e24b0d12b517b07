import { bytes, count, instant, integer, maybe, query, text, uuid } from '#lib/sql'

/** Lets only one checkpoint be made at a time. */
export const lockCheckpoints = query({}, `select pg_advisory_xact_lock(hashtextextended('audit checkpoint', 0))`)

/** Where and when we are: this server's and database's own name, and the first transaction that may still be open. */
export const present = query(
  { place: text, watermark: text, at: instant },
  `select (select system_identifier from pg_control_system()) || '/' ||
          (select oid from pg_database where datname = current_database()) as place,
          pg_snapshot_xmin(pg_current_snapshot())::text as watermark, clock_now() as at`,
)

const checkpointColumns = `seq, epoch, at, size, root, prev, watermark::text as watermark, place, key, signature`
const checkpointShape = {
  seq: count,
  epoch: integer,
  at: instant,
  size: count,
  root: bytes,
  prev: maybe(bytes),
  watermark: text,
  place: text,
  key: text,
  signature: bytes,
}

export const lastCheckpoint = query(
  checkpointShape,
  `select ${checkpointColumns} from audit_checkpoint order by seq desc limit 1`,
)

/** One checkpoint by its number, or the newest: enough to know it again. */
export const checkpointNumber = query(
  { seq: count, at: instant, hash: text },
  `select seq, at, encode(hash, 'hex') as hash from audit_checkpoint
    where $1::bigint is null or seq = $1 order by seq desc limit 1`,
)

/** The checkpoints after one, in their order, each with the size of the tree before it. */
export const checkpointsAfter = query(
  { ...checkpointShape, before: count },
  `select ${checkpointColumns}, coalesce((select size from audit_checkpoint p where p.seq = c.seq - 1), 0) as before
     from audit_checkpoint c where (epoch, seq) > ($1, $2) order by seq limit 500`,
)

/**
 * Heads of the chains that had entries from one transaction on and before another, where no leaf holds them yet. A head
 * is what is there now: it may be younger than the bound, and then the next checkpoint need not hold it again.
 */
export const changedHeads = query(
  { subjectId: uuid, n: count, hash: bytes },
  `select c.subject_id as "subjectId", h.n, h.hash
     from (select distinct subject_id from audit_event where xid >= $1::xid8 and xid < $2::xid8) c
     cross join lateral (select n, hash from audit_event e where e.subject_id = c.subject_id order by n desc limit 1) h
     left join lateral (select n from audit_leaf l where l.subject_id = c.subject_id order by n desc limit 1) l on true
    where l.n is null or h.n > l.n order by c.subject_id limit $3`,
)

export const nodesAt = query(
  { level: integer, position: count, hash: bytes },
  `select level, position, hash from audit_node
    where (level, position) in (select * from unnest($1::smallint[], $2::bigint[]))`,
)

export const insertLeaves = query(
  {},
  `insert into audit_leaf (position, subject_id, n, hash)
   select $1::bigint + place - 1, subject_id, n, hash
     from unnest($2::uuid[], $3::bigint[], $4::bytea[]) with ordinality as t (subject_id, n, hash, place)`,
)

export const insertNodes = query(
  {},
  `insert into audit_node (level, position, hash) select * from unnest($1::smallint[], $2::bigint[], $3::bytea[])`,
)

export const insertCheckpoint = query(
  {},
  `insert into audit_checkpoint (seq, epoch, at, size, root, prev, watermark, place, key, signature, hash)
   values ($1, $2, $3, $4, $5, $6, $7::xid8, $8, $9, $10, $11)`,
)

/** The leaves of a stretch of the tree. */
export const leavesFrom = query(
  { position: count, subjectId: uuid, n: count, hash: bytes },
  `select position, subject_id as "subjectId", n, hash from audit_leaf
    where position >= $1 and position < $2 order by position limit 20000`,
)
