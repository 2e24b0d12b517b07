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

/** No row where the same service, or all of them, are closed in exactly this time already. */
export const insertClosure = query(
  { id: uuid },
  `insert into closure (service_key, during, reason) values ($1, tstzrange($2, $3), $4) on conflict do nothing returning id`,
)
/** No row where the same service, or all of them, are paused in this time already. */
export const insertPause = query(
  { id: uuid },
  `insert into pause (service_key, during, words) values ($1, tstzrange($2, $3), $4) on conflict do nothing returning id`,
)

/** The one that stands where another was to be kept, if it says the same: of a closure the same time, of a pause the same end. */
export const sameClosure = query(
  { id: uuid },
  `select id from closure
    where service_key is not distinct from $1 and during = tstzrange($2, $3) and reason = $4`,
)
export const samePause = query(
  { id: uuid },
  `select id from pause
    where service_key is not distinct from $1 and during && tstzrange($2, $3) and upper(during) = $3 and words = $4`,
)

/**
 * Ends one that has begun and is not over. The moment is the database's own: whoever asks read a clock before this
 * transaction began, and what has been by then is not changed.
 */
export const cutClosure = query(
  { endsAt: instant },
  `update closure set during = tstzrange(lower(during), clock_now())
    where id = $1 and lower(during) < clock_now() and upper(during) > clock_now() returning upper(during) as "endsAt"`,
)
export const cutPause = query(
  { endsAt: instant },
  `update pause set during = tstzrange(lower(during), clock_now())
    where id = $1 and lower(during) < clock_now() and upper(during) > clock_now() returning upper(during) as "endsAt"`,
)

/** Takes back one that has not begun. */
export const dropClosure = query(
  { id: uuid },
  `delete from closure where id = $1 and lower(during) >= clock_now() returning id`,
)
export const dropPause = query(
  { id: uuid },
  `delete from pause where id = $1 and lower(during) >= clock_now() returning id`,
)

/** Whether there has been such a closure or pause, going by what is kept of changes. */
export const wasThere = query(
  { found: boolean },
  `select exists (select from programme_change where what = $1 and subject = $2) as found`,
)
