import { boolean, instant, integer, maybe, query, text, textArray, uuid } from '#lib/sql'

const person = {
  id: uuid,
  name: text,
  email: text,
  active: boolean,
  madeAt: instant,
  leftAt: maybe(instant),
  roles: textArray,
  provider: maybe(text),
  providerId: maybe(uuid),
  waysIn: integer,
  lastSeenAt: maybe(instant),
  mine: boolean,
}

const columns = `
  select s.id, s.name, s.email, s.active, s.made_at as "madeAt", s.left_at as "leftAt",
         coalesce((select array_agg(r.role order by r.role) from staff_role r where r.staff_id = s.id and r.ended_at is null),
           '{}') as roles,
         p.name as provider, p.id as "providerId", ways_in_of(s.id) as "waysIn", last_seen_of(s.id) as "lastSeenAt",
         mine_to_keep(s.id) as mine
    from staff s
    left join provider p on p.id = (select r.provider_id from staff_role r
      where r.staff_id = s.id and r.provider_id is not null and r.ended_at is null order by r.given_at limit 1)`

/** Everybody whom the one asking may see, those who work here first, by name. A programme has some hundreds. */
export const everybody = query(person, `${columns} order by s.active desc, s.name, s.id limit 5000`)

export const personOf = query(person, `${columns} where s.id = $1`)

/** The name of somebody of whom the one asking may know. */
export const nameOf = query({ name: text }, `select name from staff where id = $1`)

/** Those whom one person asked to let in again, while somebody else can agree. */
export const recoveriesAsked = query(
  { staffId: uuid, name: text, startedBy: uuid },
  `
  select r.staff_id as "staffId", s.name, r.started_by as "startedBy" from recovery r join staff s on s.id = r.staff_id
   where r.agreed_at is null and r.used_at is null and r.ended_at is null
     and r.started_at > clock_now() - interval '1 hour' order by r.started_at limit 50`,
)
