import { boolean, instant, maybe, query, text, uuid } from '#lib/sql'

const span = { id: uuid, serviceKey: maybe(text), startsAt: instant, endsAt: instant }
const columns = `id, service_key as "serviceKey", lower(during) as "startsAt", upper(during) as "endsAt"`

/** Closures that touch a stretch of time, soonest first; a null service means all of them. */
export const closuresBetween = query(
  { ...span, reason: text },
  `select ${columns}, reason from closure where during && tstzrange($1, $2) order by during`,
)

/** Pauses that are not over at a moment, soonest first. */
export const pausesFrom = query(
  { ...span, words: text },
  `select ${columns}, words from pause where upper(during) > $1 order by during`,
)

/** One of these rows by its id; `begun` by the database's clock. */
export const closureRow = query(
  { ...span, words: text, begun: boolean },
  `select ${columns}, reason as words, lower(during) < clock_now() as begun from closure where id = $1 for update`,
)
export const pauseRow = query(
  { ...span, words: text, begun: boolean },
  `select ${columns}, words, lower(during) < clock_now() as begun from pause where id = $1 for update`,
)

export const insertClosure = query(
  { id: uuid },
  `insert into closure (service_key, during, reason) values ($1, tstzrange($2, $3), $4) returning id`,
)
/** No row where the same service, or all of them, are paused in this time already. */
export const insertPause = query(
  { id: uuid },
  `insert into pause (service_key, during, words) values ($1, tstzrange($2, $3), $4) on conflict do nothing returning id`,
)

/** Ends one that has begun and is not over. */
export const cutClosure = query(
  { id: uuid },
  `update closure set during = tstzrange(lower(during), $2)
    where id = $1 and lower(during) < $2 and upper(during) > $2 returning id`,
)
export const cutPause = query(
  { id: uuid },
  `update pause set during = tstzrange(lower(during), $2)
    where id = $1 and lower(during) < $2 and upper(during) > $2 returning id`,
)

/** Takes back one that has not begun. */
export const dropClosure = query({ id: uuid }, `delete from closure where id = $1 and lower(during) >= $2 returning id`)
export const dropPause = query({ id: uuid }, `delete from pause where id = $1 and lower(during) >= $2 returning id`)
