import { boolean, count, instant, query, text } from '#lib/sql'

/** What people asked for and have not got, by pathway: how many, and since when. Nobody is in it. */
export const requestsWaiting = query(
  { what: text, serviceKey: text, diverse: boolean, waiting: count, oldest: instant },
  `select what, service_key as "serviceKey", ethnically_diverse as diverse, waiting, oldest from requests_waiting()`,
)

/** How soon people were offered a time in the last 24 hours, by pathway. */
export const offersOfTheDay = query(
  { serviceKey: text, diverse: boolean, asked: count, sameDay: count, soon: count },
  `select service_key as "serviceKey", ethnically_diverse as diverse, asked, same_day as "sameDay", within_24_hours as soon
     from offers_of_the_day()`,
)
