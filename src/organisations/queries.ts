import { boolean, date, instant, integer, integerArray, maybe, query, text, textArray, uuid } from '#lib/sql'

const serviceShape = {
  key: text,
  version: integer,
  name: text,
  description: text,
  whoFor: text,
  whatHappens: text,
  kind: text,
  bookable: text,
  modes: textArray,
  minutes: integer,
  alsoMinutes: integerArray,
  longerMinutes: integer,
  zone: text,
  opens: text,
  closes: text,
  noticeMinutes: integer,
  interpreterNoticeHours: integer,
  bufferMinutes: integer,
  windowDays: integer,
  startEveryMinutes: integer,
  ethnicallyDiverse: boolean,
  settings: textArray,
  deliveredBy: text,
  position: integer,
}

const serviceColumns = `
  key, version, name, description, who_for as "whoFor", what_happens as "whatHappens", kind, bookable, modes, minutes, also_minutes as "alsoMinutes",
  longer_minutes as "longerMinutes", zone, to_char(opens, 'HH24:MI') as opens, to_char(closes, 'HH24:MI') as closes,
  notice_minutes as "noticeMinutes", interpreter_notice_hours as "interpreterNoticeHours",
  buffer_minutes as "bufferMinutes", window_days as "windowDays", start_every_minutes as "startEveryMinutes",
  ethnically_diverse as "ethnicallyDiverse", settings, delivered_by as "deliveredBy", position`

/** The newest valid version of each service; there are only a handful. */
export const currentServiceRows = query(
  serviceShape,
  `select ${serviceColumns}
     from (select distinct on (key) *
             from service_version
            where valid_from <= clock_now()
            order by key, valid_from desc, version desc) newest
    order by position, key`,
)

export const serviceVersionRow = query(
  serviceShape,
  `select ${serviceColumns} from service_version where key = $1 and version = $2`,
)

/** Adds a version of a service that is valid from now: as the one named, but for its words and lead times. */
export const addServiceVersion = query(
  { version: integer },
  `insert into service_version (key, version, valid_from, name, description, who_for, what_happens, delivered_by,
       notice_minutes, interpreter_notice_hours, window_days, kind, bookable, modes, minutes, also_minutes, longer_minutes,
       zone, opens, closes, buffer_minutes, start_every_minutes, ethnically_diverse, settings, position)
   select key, (select max(v.version) + 1 from service_version v where v.key = $1), clock_now(), $3, $4, $5, $6, $7,
       $8, $9, $10, kind, bookable, modes, minutes, also_minutes, longer_minutes,
       zone, opens, closes, buffer_minutes, start_every_minutes, ethnically_diverse, settings, position
     from service_version where key = $1 and version = $2
   returning version`,
)

/** Every version of one service, newest first. */
export const serviceHistory = query(
  { version: integer, validFrom: instant },
  `select version, valid_from as "validFrom" from service_version where key = $1 order by version desc`,
)

/** When the next version that is written already becomes valid. */
export const nextVersionRow = query(
  { at: maybe(instant) },
  `select min(valid_from) as at from service_version where valid_from > clock_now()`,
)

export const servicesStampRow = query({ version: integer }, `select version from service_stamp`)

/** The moment, for verbs that have no other clock. */
export const clockNow = query({ now: instant }, 'select clock_now() as now')

export const todayRow = query({ day: date }, `select (clock_now() at time zone $1)::date as day`)

/** Boards valid on a day, with their regions. */
export const boardsOnDay = query(
  { code: text, name: text, shortName: text, regionCode: text, regionName: text },
  `select b.code, b.name, b.short_name as "shortName", r.code as "regionCode", r.name as "regionName"
     from board b join region r on r.code = b.region_code
    where b.valid_from <= $1 and (b.valid_to is null or b.valid_to > $1)
    order by r.name, b.short_name`,
)

/** Which boards followed which, with the places that show where a split board's land went. */
export const successionRows = query(
  { fromCode: text, toCode: text, places: textArray },
  `select s.from_code as "fromCode", s.to_code as "toCode",
          array(select p.place_code from board_place p where p.from_code = s.from_code and p.to_code = s.to_code)
            as places
     from board_succession s
    where s.on_date <= $1`,
)

/** Kinds of workplace that people may say they work in. */
export const settings = query({ key: text, name: text }, `select key, name from setting order by position`)

/** Groups of roles that people may say they belong to. */
export const roleGroups = query({ key: text, name: text }, `select key, name from role_group order by position`)

/** The organisations that deliver, the lead first. */
export const providers = query(
  { id: uuid, key: text, name: text, lead: boolean },
  `select id, key, name, lead from provider order by lead desc, name`,
)

export const addProvider = query(
  { id: uuid },
  `insert into provider (key, name, lead) values ($1, $2, $3) returning id`,
)

const programmeShape = {
  name: text,
  area: text,
  phone: maybe(text),
  dutyPhone: maybe(text),
  email: maybe(text),
  runBy: maybe(text),
  paidBy: maybe(text),
  controller: maybe(text),
}
const programmeWhere = (at: 'clock_now()' | '$1') =>
  `select name, area, phone, duty_phone as "dutyPhone", email, run_by as "runBy", paid_by as "paidBy", controller
     from programme_version
    where valid_from <= ${at}
    order by valid_from desc, version desc limit 1`

export const programmeRow = query(programmeShape, programmeWhere('clock_now()'))

/** What the programme said of itself at a moment. */
export const programmeRowAt = query(programmeShape, programmeWhere('$1'))

/** Which version of the programme is valid now. */
export const programmeVersion = query(
  { version: integer },
  `select version from programme_version where valid_from <= clock_now() order by valid_from desc, version desc limit 1`,
)

/** Adds a version of the programme that is valid from now. */
export const addProgramme = query(
  { version: integer },
  `insert into programme_version (version, valid_from, name, area, phone, email, run_by, paid_by, controller, duty_phone)
   select coalesce(max(version), 0) + 1, clock_now(), $1, $2, $3, $4, $5, $6, $7, $8 from programme_version
   returning version`,
)

const helplineShape = {
  key: text,
  name: text,
  words: text,
  phone: maybe(text),
  textTo: maybe(text),
  url: maybe(text),
  hours: text,
  urgent: boolean,
  position: integer,
  validFrom: date,
  validTo: maybe(date),
}

const helplineColumns = `key, name, words, phone, text_to as "textTo", url, hours, urgent, position,
  valid_from as "validFrom", valid_to as "validTo"`

/** Helplines that are right on a day, the urgent ones first. */
export const helplinesOn = query(
  helplineShape,
  `select ${helplineColumns}
     from helpline
    where valid_from <= $1 and (valid_to is null or valid_to > $1)
    order by urgent desc, position, name`,
)

/** Ends the rows of a helpline that reach past a day: rows from that day on go, the one before it stops there. */
export const endHelplineRows = query(
  { id: uuid },
  `with gone as (delete from helpline where key = $1 and valid_from >= $2 returning id),
        ended as (update helpline set valid_to = $2
                   where key = $1 and valid_from < $2 and (valid_to is null or valid_to > $2) returning id)
   select id from gone union all select id from ended`,
)

export const addHelpline = query(
  { id: uuid },
  `insert into helpline (key, name, words, phone, text_to, url, hours, urgent, position, valid_from)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id`,
)
