import { bytes, maybe, query, text, uuid } from '#lib/sql'

/** Clients who asked for something that is due. */
export const clientsToSettle = query(
  { id: uuid },
  `select distinct client_id as id from client_change
    where kind <> 'join' and done_at is null and stopped_at is null and due_at <= clock_now() limit 500`,
)
export const settleClient = query({ id: uuid }, `select id from settle_client($1)`)

/** Notices of which no message is planned yet. */
export const noticesToPlan = query({ id: uuid, channel: text }, `select id, channel from notices_to_plan()`)

/** Joins that have waited long enough. */
export const joinsDue = query(
  { id: uuid },
  `select id from client_change
    where kind = 'join' and done_at is null and stopped_at is null and due_at <= clock_now() order by due_at limit 100`,
)
/** Takes one in hand: whose account comes to whose. Nobody where it may not be; then it is stopped, or waits further. */
export const takeJoin = query(
  { from: maybe(uuid), to: maybe(uuid) },
  `select from_client as "from", to_client as "to" from take_join($1)`,
)
/** Tells every contact of a client that a change was made, and gives the messages to plan. */
export const tellDone = query({ id: uuid, channel: text }, `select id, channel from tell_client($1, 'done', null)`)

export const contactsOf = query(
  { id: uuid, sealed: maybe(bytes) },
  `select id, sealed from client_contact where client_id = $1 and verified_at is not null for update`,
)
export const giveContact = query({}, `update client_contact set client_id = $2, sealed = $3 where id = $1`)
/** The row by which the other account was found has done its work. */
export const dropUnproved = query(
  {},
  `delete from client_contact k where k.client_id = $1 and k.verified_at is null
     and exists (select from client_contact o where o.client_id = $1 and o.contact_hash = k.contact_hash and o.id <> k.id)`,
)
export const setSealed = query({}, `update client_contact set sealed = $2, booking_id = null where id = $1`)
/** An account that comes to another gives up its own ways of signing in. */
export const giveUpWays = query({}, `select give_up_ways($1)`)
/** Whose account comes to whom of whom there are words under a key of their own; nobody where none does. */
export const accountToBring = query(
  { from: maybe(uuid), to: maybe(uuid) },
  `select from_client as "from", to_client as "to" from account_to_bring($1)`,
)
/** The ways in of an account are another's from now on. */
export const bringWays = query({}, `select bring_ways($1, $2)`)
/** Contacts of which something is still to be done. */
export const contactsUnfinished = query({ id: uuid }, `select contacts_unfinished() as id`)
/** A contact that was taken away. */
export const goneContact = query(
  { clientId: uuid, hash: bytes, kind: text },
  `select client_id as "clientId", contact_hash as "hash", kind from client_contact
    where id = $1 and removed_at is not null
      and not exists (select from client_contact k where k.client_id = client_contact.client_id
                        and k.contact_hash = client_contact.contact_hash and k.verified_at is not null and k.removed_at is null)`,
)
/** How a client is reached now, newest last. */
export const contactsNow = query(
  { id: uuid, kind: text, sealed: bytes },
  `select id, kind, sealed from client_contact
    where client_id = $1 and verified_at is not null and removed_at is null and sealed is not null
    order by verified_at, id`,
)
