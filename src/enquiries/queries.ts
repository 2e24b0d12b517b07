import { bytes, instant, integer, maybe, query, text, textArray, uuid } from '#lib/sql'

/** Keeps an enquiry. Nothing comes back, since the writer may not read; the same id again keeps nothing. */
export const keepEnquiry = query(
  {},
  `insert into enquiry
     (id, service_key, service_version, group_kind, suits, team_size, minutes, area, sealed_aim, sealed_dates, sealed_email)
   select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11 from new_enquiry($1, $12, $13) as fresh where fresh
   on conflict do nothing`,
)

/** Enquiries that nobody has answered, the longest waiting first; without who it is or what they wrote. */
export const waitingEnquiries = query(
  { id: uuid, serviceKey: text, receivedAt: instant, teamSize: maybe(integer), area: maybe(text) },
  `select id, service_key as "serviceKey", received_at as "receivedAt", team_size as "teamSize", area
     from enquiry
    where answered_at is null
    order by received_at limit 200`,
)

/** Whether there is an enquiry with this id. */
export const enquiryThere = query({ id: uuid }, `select id from enquiry where id = $1`)

/** One enquiry with everything; only an opening may ask. */
export const wholeEnquiry = query(
  {
    serviceKey: text,
    receivedAt: instant,
    groupKind: maybe(text),
    suits: textArray,
    teamSize: maybe(integer),
    minutes: maybe(integer),
    area: maybe(text),
    sealedAim: bytes,
    sealedDates: bytes,
    sealedEmail: bytes,
  },
  `select service_key as "serviceKey", received_at as "receivedAt", group_kind as "groupKind", suits,
          team_size as "teamSize", minutes, area, sealed_aim as "sealedAim",
          sealed_dates as "sealedDates", sealed_email as "sealedEmail"
     from enquiry where id = $1`,
)

export const markAnswered = query(
  { id: uuid },
  `update enquiry set answered_at = clock_now() where id = $1 and answered_at is null returning id`,
)

/** Old enquiries go, and their keys with them. */
export const deleteOldEnquiries = query(
  { id: uuid, keys: integer },
  `with gone as (
     delete from enquiry
      where answered_at < clock_now() - interval '30 days' or received_at < clock_now() - interval '1 year'
     returning id)
   select id, destroy_keys(id, null) as keys from gone`,
)
