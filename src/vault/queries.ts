import { boolean, bytes, instant, integer, maybe, query, text, uuid } from '#lib/sql'

const wrappedShape = { subject: uuid, purpose: text, version: integer, kekId: text, wrapped: bytes }

/** Keeps a new key in the transaction that first seals with it. */
export const keepKey = query({}, `select from keep_key($1, $2, $3, $4)`)

/** Of the keys wanted those that the transaction's claim may open in this role, the newest of each. */
export const openKeys = query(
  wrappedShape,
  `select subject, purpose, version, kek_id as "kekId", wrapped from open_keys($1, $2, $3)`,
)

/** As whom of the staff the keys just asked for are opened. */
export const openingAs = query({ role: maybe(text) }, `select opening_as() as role`)

/** Every wrapped key there is, for a dump: all of them, because a dump is whole. */
export const allKeys = query(
  wrappedShape,
  `select subject, purpose, version, kek_id as "kekId", wrapped from wrapped_key order by subject, purpose, version`,
)

/** Keys that another KEK than this one wraps, locked. */
export const keysToRewrap = query(
  wrappedShape,
  `select subject, purpose, version, kek_id as "kekId", wrapped from wrapped_key
    where kek_id <> $1 limit 500 for update`,
)

export const rewrapKeys = query(
  {},
  `update wrapped_key k set kek_id = $1, wrapped = n.wrapped
     from unnest($2::uuid[], $3::text[], $4::integer[], $5::bytea[]) as n (subject, purpose, version, wrapped)
    where k.subject = n.subject and k.purpose = n.purpose and k.version = n.version`,
)

/** The KEKs that wrap keys, whatever else is known of them. */
export const keksInUse = query({ id: text }, `select distinct kek_id as id from wrapped_key limit 100`)

/** The KEKs that this database has known, the oldest first, and whether new keys may be wrapped with each. */
export const knownKeks = query(
  { id: text, madeAt: instant, live: boolean },
  `select id, made_at as "madeAt", retired_at is null as live from kek order by made_at, id limit 1000`,
)

export const insertKek = query({}, `insert into kek (id) values ($1) on conflict do nothing`)

/** Lets nothing new be wrapped with any KEK but this one. */
export const retireOtherKeks = query(
  {},
  `update kek set retired_at = clock_now() where id <> $1 and retired_at is null`,
)

/** The oldest transaction that is still open, and the first that has not begun to write. */
export const openTransactions = query(
  { oldest: text, next: text },
  `select pg_snapshot_xmin(s)::text as oldest, pg_snapshot_xmax(s)::text as next from pg_current_snapshot() s`,
)

export const destroyKeysOf = query({ gone: integer }, `select destroy_keys($1, $2) as gone`)

/** Puts keys from a dump in place of what is there. */
export const putKeys = query(
  {},
  `insert into wrapped_key as k (subject, purpose, version, kek_id, wrapped)
     select * from unnest($1::uuid[], $2::text[], $3::integer[], $4::text[], $5::bytea[])
   on conflict (subject, purpose, version) do update set kek_id = excluded.kek_id, wrapped = excluded.wrapped`,
)

/** Deletes keys that a dump does not have and that were made before it: they had been destroyed. */
export const dropKeysWithout = query(
  { subject: uuid },
  `delete from wrapped_key k
    where k.made_at <= $1 and not exists (
      select from unnest($2::uuid[], $3::text[], $4::integer[]) as n (subject, purpose, version)
       where n.subject = k.subject and n.purpose = k.purpose and n.version = k.version)
   returning subject`,
)
