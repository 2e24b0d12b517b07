import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, it } from 'node:test'
import assert from 'node:assert/strict'
import { migrations, root, sources, type Import, type Source } from '../check/source.ts'

/** The floors of the house, from the ground up. On one floor `a -> b` reads: b may import a. */
const floors: string[][] = [
  ['lib', 'embedded'],
  ['audit -> vault', 'nhsuk -> web', 'jobs', 'backup', 'calendars'],
  ['identity -> organisations'],
  ['notifications', 'meeting', 'tasks', 'mailbox'],
  ['coaches'],
  ['diary'],
  ['booking', 'enquiries', 'information', 'people'],
  ['coaching -> governance'],
  ['commissioning', 'privacy', 'records'],
]

/** Who alone may know a package, its types apart. */
const keepers: [RegExp, string[]][] = [
  [/^pg$/, ['lib']],
  [/^pg-boss$/, ['jobs']],
  [/^(nunjucks|nhsuk-frontend)(\/|$)/, ['nhsuk']],
  [/^(fastify$|@fastify\/|pino$)/, ['web']],
  [/^nodemailer$/, ['notifications']],
  [/^(imapflow|postal-mime)(\/|$)/, ['mailbox']],
  [/^(@simplewebauthn\/|openid-client$)/, ['identity']],
  [/^ical-generator$/, ['notifications', 'booking']],
]

/** Files of pure rules, beside every `rules.ts`: the same answer to the same question, whenever and wherever asked. */
const pure = [
  'src/booking/assignment.ts',
  'src/booking/availability/board.ts',
  'src/booking/availability/search.ts',
  'src/booking/availability/bits.ts',
  'src/booking/availability/grid.ts',
  'src/booking/messages/coach-news.ts',
  'src/booking/messages/kinds.ts',
  'src/calendars/reading/busy.ts',
  'src/calendars/reading/calendar.ts',
  'src/calendars/reading/civil.ts',
  'src/calendars/reading/clocks.ts',
  'src/calendars/reading/days.ts',
  'src/calendars/reading/faults.ts',
  'src/calendars/reading/lines.ts',
  'src/calendars/reading/moment.ts',
  'src/calendars/reading/quarters.ts',
  'src/calendars/reading/recur.ts',
  'src/calendars/reading/rule.ts',
  'src/calendars/reading/series.ts',
  'src/calendars/reading/spend.ts',
  'src/calendars/reading/zones.ts',
  'src/calendars/address.ts',
  'src/calendars/networks.ts',
  'src/coaches/days.ts',
  'src/coaches/pattern.ts',
  'src/coaches/recurrence.ts',
  'src/coaches/rule.ts',
  'src/coaches/zones.ts',
  'src/coaches/ranges.ts',
  'src/coaches/matching.ts',
  'src/commissioning/cross-table.ts',
  'src/commissioning/choosing.ts',
  'src/commissioning/disclosure.ts',
  'src/commissioning/known.ts',
  'src/commissioning/quarter.ts',
  'src/commissioning/rule.ts',
  'src/booking/replies/unsafe.ts',
  'src/identity/contacts/digits.ts',
  'src/identity/contacts/email.ts',
  'src/identity/contacts/phone.ts',
  'src/identity/contacts/work-address.ts',
  'src/identity/names.ts',
  'src/mailbox/reading/kind.ts',
]
const isPure = (path: string) => path.endsWith('/rules.ts') || pure.includes(path)
const pureParts = [
  '#lib/lazy',
  '#lib/time',
  '#lib/text',
  '#lib/html',
  '#lib/phone',
  'rrule-temporal',
  'node:net',
  'node:url',
]

const floorOf = new Map(
  floors.flatMap((rooms, floor) => rooms.flatMap((each) => each.split(' -> ').map((room) => [room, floor]))),
)
const arrows = new Set(floors.flat().filter((each) => each.includes(' -> ')))
const rooms = [...floorOf.keys()]
const folders = readdirSync(join(root, 'src'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
const product = sources.filter(({ isTest }) => !isTest)
const house = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { imports: Record<string, string> }

/** Says every breach at once, a line each. */
const none = (breaches: readonly string[]) => assert.equal(breaches.join('\n'), '')

const roomOfDoor = (from: string) => (from.startsWith('#lib/') ? 'lib' : from.startsWith('#') ? from.slice(1) : null)

function mayImport(room: string, other: string): boolean {
  const [here, there] = [floorOf.get(room) ?? -1, floorOf.get(other) ?? Infinity]
  return room === other || there < here || (there === here && arrows.has(`${other} -> ${room}`))
}

/** Where a relative import leads, as a path from the root. */
const target = ({ path }: Source, from: string) => normalize(join(dirname(path), from))

describe('the house', () => {
  it('has a floor for every room, and a door in package.json for each', () => {
    assert.deepEqual(folders.filter((name) => !['launch', 'cli'].includes(name)).sort(), rooms.toSorted())
    const doors = rooms.filter((room) => room !== 'lib').map((room) => [`#${room}`, `./src/${room}/index.ts`])
    assert.deepEqual(
      house.imports,
      Object.fromEntries([['#lib/*', './src/lib/*.ts'], ...doors.toSorted(byOrderOf(house.imports))]),
    )
  })

  it('imports only from lower floors, and on one floor only along an arrow', () => {
    none(
      product.flatMap(({ path, room, imports }) =>
        imports.flatMap(({ from }) => {
          const other = roomOfDoor(from)
          return room === null || other === null || mayImport(room, other) ? [] : [`${path} imports ${from}`]
        }),
      ),
    )
  })

  it('goes into a room through its door', () => {
    none(
      sources.flatMap((source) =>
        source.imports.flatMap(({ from }) => {
          if (!from.startsWith('.'))
            return from.startsWith('#lib/') || !/^#.*\//.test(from) ? [] : [`${source.path} goes past a door: ${from}`]
          const [top, other] = target(source, from).split('/')
          const inside =
            source.room === null ? top !== 'src' || !rooms.includes(other!) : top === 'src' && other === source.room
          return inside || (source.isTest && top !== 'src') || reachesSeed(source, top)
            ? []
            : [`${source.path} reaches into ${target(source, from)}`]
        }),
      ),
    )
  })

  it('keeps each outside part in one room', () => {
    none(
      product.flatMap(({ path, room, imports }) =>
        imports
          .filter(
            ({ from, typeOnly }) =>
              !typeOnly && keepers.some(([part, by]) => part.test(from) && !by.includes(room ?? '')),
          )
          .map(({ from }) => `${path} imports ${from}`),
      ),
    )
  })

  it('reads the environment in config.ts alone', () => {
    none(
      product
        .filter(({ path, text }) => path !== 'src/config.ts' && /process\.env\b/.test(text))
        .map(({ path }) => path),
    )
  })

  it('keeps pure rules pure: no database, no clock, no chance', () => {
    none(
      product
        .filter(({ path }) => isPure(path))
        .flatMap((source) => [
          ...source.imports
            .filter((each) => !each.typeOnly && !isPureImport(source, each))
            .map(({ from }) => `${source.path} imports ${from}`),
          ...(/Temporal\.Now|Math\.random|performance\.now/.test(source.text) ? [`${source.path} is not pure`] : []),
        ]),
    )
    none(pure.filter((path) => !existsSync(join(root, path))))
  })

  it('puts at every door only what leads inside, and a few lines for who enters', () => {
    for (const room of rooms.filter((each) => each !== 'lib')) {
      const door = readFileSync(join(root, 'src', room, 'index.ts'), 'utf8')
      const rest = door.replace(/^(\/\/.*|export (type )?\{[^}]*\} from '\.[^']*')$/gm, '').trim()
      assert.equal(rest, '', `src/${room}/index.ts is more than a door`)
    }
  })

  it('says in a README what each folder is', () => {
    none(folders.filter((folder) => !existsSync(join(root, 'src', folder, 'README.md'))))
  })

  it('keeps the wiring thin', () => {
    const wiring = ['main', 'worker', 'cli', 'app', 'launch', 'keyd'].map((name) => `src/${name}.ts`)
    none(
      product
        .filter(({ path, text }) => wiring.includes(path) && text.split('\n').length > 80)
        .map(({ path }) => `${path} is long`),
    )
  })

  it('has no place for what belongs nowhere', () => {
    none(
      sources
        .filter(({ path }) => /(^|\/)(core|common|utils?|helpers?|shared|misc)(\/|\.ts$)/.test(path))
        .map(({ path }) => path),
    )
  })
})

describe('the tables', () => {
  const owners = new Map(
    migrations.flatMap(({ text }) =>
      Array.from(text.matchAll(/^comment on table (\w+) is 'room: (\w+)'/gm), ([, table, room]) => [table!, room!]),
    ),
  )

  it('each say which room owns them', () => {
    const made = migrations.flatMap(({ text }) =>
      Array.from(text.matchAll(/^create table (?:if not exists )?(\w+)\b(?!\.)/gm), ([, table]) => table!),
    )
    assert.ok(made.length > 20)
    none(made.filter((table) => !rooms.includes(owners.get(table) ?? '')))
  })

  it('are written only by the queries of the room that owns them', () => {
    const writes = /\b(?:insert into|update|delete from|truncate|merge into)\s+(?:only\s+)?([a-z_]+)\b/g
    none(
      product
        .filter(({ room, text }) => room !== null && /\bquery\(/.test(text))
        .flatMap(({ path, room, text }) =>
          Array.from(text.matchAll(writes), ([, table]) => table!)
            .filter((table) => owners.has(table) && owners.get(table) !== room)
            .map((table) => `${path} writes ${table}, which belongs to ${owners.get(table)}`),
        ),
    )
  })
})

/** A part that is always pure, a pure file, or names that a lower room's door has from its pure files. */
function isPureImport(source: Source, { from, names }: Import): boolean {
  if (pureParts.includes(from) || isPure(target(source, from))) return true
  const door = sources.find(({ path }) => path === `src/${from.slice(1)}/index.ts`)
  return (
    door !== undefined &&
    names.every((name) => door.imports.some((each) => each.names.includes(name) && isPure(target(door, each.from))))
  )
}

/** The composition roots lay reference data and the demonstration, which lie beside the house. */
function reachesSeed({ room }: Source, top: string | undefined): boolean {
  return room === null && top === 'seed'
}

/** Sorts doors as package.json has them: the list of rooms is compared, its order is the people's own. */
function byOrderOf(imports: Record<string, string>) {
  const order = Object.keys(imports)
  return ([a]: string[], [b]: string[]) => order.indexOf(a!) - order.indexOf(b!)
}
