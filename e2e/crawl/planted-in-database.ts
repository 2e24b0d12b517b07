import { atRest, walNow } from './at-rest.ts'
import { inTables } from './channels.ts'
import type { Crawl } from './crawl.ts'
import { throughDoors } from './doors.ts'
import type { Row } from './oracle.ts'
import { canaries, clients } from './people.ts'
import type { Planted } from './planted.ts'
import type { Leak } from './walk.ts'

const contact: Row = 'client name and contact'
const b = clients[1]!

/** Done to the database itself, looked for, and taken back. */
const inDatabase = (
  row: Row,
  { what, client, ...sql }: { what: string; client: string; plant: string; undo: string },
  find: (crawl: Crawl) => Promise<Leak[]>,
): Planted => ({
  what,
  client,
  row,
  find: async (crawl) => {
    const { admin } = crawl.world
    await admin.query(sql.plant)
    try {
      return await find(crawl)
    } finally {
      await admin.query(sql.undo)
    }
  },
})
const tables = ({ search, world }: Crawl) => inTables(search, world.admin)
const disk = async ({ world }: Crawl) => atRest(canaries, world.admin, await walNow(world.admin))
const doorsOf =
  (...names: string[]) =>
  ({ world, actors, shared }: Crawl) =>
    throughDoors(
      world,
      actors.filter(({ name }) => names.includes(name)),
      canaries,
      shared,
    )
const time: Row = 'booking time and mode'

/** What stays in pages and in the log of the database once it was there: planted when nothing else is looked for. */
export const kept: Planted[] = [
  inDatabase(
    contact,
    {
      what: 'a name in the payload of a job',
      client: 'e',
      plant: `insert into pgboss.job (name, data) values ('messages', '{"name":"${clients[4]!.name}"}')`,
      undo: `delete from pgboss.job where data::text like '%${clients[4]!.name}%'`,
    },
    tables,
  ),
  inDatabase(
    contact,
    {
      what: 'a name as the reason of an entry of the trail',
      client: 'b',
      plant: `alter table audit_event disable trigger user;
        insert into audit_late (event, role) values ('{"reason":"${b.name}"}', 'lay_coach')`,
      undo: `delete from audit_late where event::text like '%${b.name}%'; alter table audit_event enable trigger user`,
    },
    tables,
  ),
  inDatabase(
    contact,
    {
      what: 'a name in plain text, on the disk',
      client: 'd',
      plant: `create table note_of_names (name text); insert into note_of_names values ('${clients[3]!.name}')`,
      undo: 'drop table note_of_names',
    },
    disk,
  ),
]

/** Walls that are down, each found by asking the database as somebody who stands behind it. */
export const throughTheDoors: Planted[] = [
  inDatabase(
    time,
    {
      what: 'a policy that lets a coach see every session',
      client: 'b',
      plant: 'create policy planted on booking for select to lay_coach using (true)',
      undo: 'drop policy planted on booking',
    },
    doorsOf('coach 1'),
  ),
  inDatabase(
    contact,
    {
      what: 'sealed columns granted to a provider’s rota',
      client: 'a',
      plant: `grant select on booking_person to lay_rota; create policy planted on booking_person to lay_rota using (true)`,
      undo: `drop policy planted on booking_person; revoke all on booking_person from lay_rota`,
    },
    doorsOf('rota of kestrel'),
  ),
  inDatabase(
    'goals and actions text',
    {
      what: 'a table without row security',
      client: 'a',
      plant: 'alter table goal disable row level security',
      undo: 'alter table goal enable row level security',
    },
    doorsOf('client d'),
  ),
  inDatabase(
    time,
    {
      what: 'a function with the owner’s rights, open to everybody',
      client: 'c',
      plant: `create function planted() returns setof text language sql security definer as 'select reference from booking';
        grant execute on function planted() to public`,
      undo: 'drop function planted()',
    },
    doorsOf('anyone'),
  ),
  inDatabase(
    time,
    {
      what: 'a view with the owner’s rights',
      client: 'a',
      plant: `create view planted as select reference from booking; grant select on planted to lay_evaluator`,
      undo: 'drop view planted',
    },
    doorsOf('evaluator'),
  ),
]
