import type pg from 'pg'
import { SessionOver, Undo, codeOf, type Actor as DbActor, type Db } from '#lib/door'
import type { Actor } from './actors.ts'
import type { Canary } from './canaries.ts'
import { leakOf } from './channels.ts'
import { maySee, type Row } from './oracle.ts'
import { texted, withCalendar } from './people.ts'
import type { Leak } from './walk.ts'

/**
 * Asks the database itself as each actor may: every column that is granted to their role, and every function without
 * arguments. What the pages leave out by their own care, row security must leave out by itself. What is sealed counts as
 * what it seals.
 */
export async function throughDoors(
  { db, admin }: { db: Db; admin: pg.Client },
  actors: readonly Actor[],
  known: readonly Canary[],
  shared: (canary: Canary) => boolean,
): Promise<Leak[]> {
  const cells = [
    ...(await sealedCells(admin)),
    ...known.map((canary) => ({ canary, mark: canary.text, form: 'plain' })),
  ]
  const doors = actors.flatMap((actor) => actor.door.map((door) => ({ actor, door })))
  const readable = new Map<string, string[]>()
  for (const { door } of doors)
    if (!readable.has(door.role)) readable.set(door.role, await statementsFor(admin, door.role))
  const each = await Promise.all(
    doors.map(async ({ actor, door }) => {
      const found = await answers(db, door, readable.get(door.role)!)
      return found.flatMap(([text, answer]) =>
        cells
          .filter(({ canary, mark }) => answer.includes(mark) && !isListed(canary, text))
          .filter(({ canary }) => !maySee(actor.reader, canary, { shared: shared(canary), asked: 'number' }))
          .map(({ canary, form }) => leakOf(canary, form, `${actor.name} as ${door.role}`, text)),
      )
    }),
  )
  return each.flat()
}

/** Workplaces are a list that anybody may look through: it says of nobody where they work. */
const isListed = ({ row }: Canary, text: string) => row.startsWith('employer') && text.endsWith(' from workplace')

/** What is asked of each statement by itself, and undone: a function may act. */
async function answers(db: Db, door: DbActor, statements: readonly string[]): Promise<[string, string][]> {
  const found: [string, string][] = []
  for (const text of statements) {
    const rows = await db
      .withActor(door, async (tx) => {
        throw new Undo(await tx.send('', text, []))
      })
      .catch((error: unknown) => {
        if (codeOf(error) === '' && !(error instanceof SessionOver)) throw error
        return []
      })
    found.push([text, JSON.stringify(rows, (_, value: unknown) => hexOf(value))])
  }
  return found
}

const hexOf = (value: unknown) =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer' && 'data' in value
    ? Buffer.from(value.data as number[]).toString('hex')
    : value

async function statementsFor(admin: pg.Client, role: string): Promise<string[]> {
  const { rows } = await admin.query<{ text: string }>(
    `select format('select %s from %I', string_agg(quote_ident(a.attname), ', '), c.relname) as text
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')
        and has_column_privilege($1, c.oid, a.attnum, 'select') group by c.relname
     union all
     select format('select * from %I()', p.proname) from pg_proc p
      where p.pronamespace = 'public'::regnamespace and p.pronargs = 0 and p.prorettype <> 'trigger'::regtype
        and has_function_privilege($1, p.oid, 'execute')
        and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`,
    [role],
  )
  return rows.map(({ text }) => text)
}

type Marked = { canary: Canary; mark: string; form: string }

/** Which row of the matrix a sealed column is of, and whose it is. */
const sealedColumns: [table: string, column: string, row: Row, field: string, client: string][] = [
  ...(['name', 'email', 'phone', 'session_phone'] as const).map((part): [string, string, Row, string, string] => [
    'booking_person',
    `sealed_${part}`,
    'client name and contact',
    part === 'session_phone' ? 'phone' : part,
    'client_id',
  ]),
  ['booking', 'sealed_adjustments', 'reasonable adjustments', 'adjustments', 'client_id'],
  ['goal', 'sealed_text', 'goals and actions text', 'shared', 'client_id'],
  ['coach_note', 'sealed_text', 'coach private notes', 'note', 'client_id'],
  ['concern', 'sealed_words', 'escalation', 'words', 'client_id'],
  ['reply', 'sealed_words', 'client name and contact', 'reply', 'booking_id'],
]
const sealedOfCoaches: [table: string, column: string, field: string, client: string][] = [
  ['coach_texts', 'sealed_phone', 'number', texted.coach],
  ['own_calendar', 'sealed_address', 'calendar', withCalendar.coach],
]

/** The sealed cells of the world's clients, each as a canary. */
async function sealedCells(admin: pg.Client): Promise<Marked[]> {
  const made: Marked[] = []
  for (const [table, column, field, client] of sealedOfCoaches) {
    const { rows } = await admin.query<{ mark: string }>(
      `select left(encode(${column}, 'hex'), 60) as mark from ${table}`,
    )
    for (const { mark } of rows)
      made.push({ canary: { client, row: 'coach number or calendar', field, text: mark }, mark, form: 'sealed' })
  }
  for (const [table, column, row, field, client] of sealedColumns) {
    const { rows } = await admin.query<{ mark: string; letter: string | null; shared: string }>(
      `select left(encode(t.${column}, 'hex'), 60) as mark,
              lower((select substr(b.reference, 5, 1) from booking b where b.${client === 'booking_id' ? 'id' : 'client_id'} = t.${client} limit 1)) as letter,
              coalesce(to_jsonb(t) ->> 'shared', 'true') as shared
         from ${table} t where t.${column} is not null`,
    )
    for (const { mark, letter, shared } of rows) {
      const named = field === 'shared' && shared === 'false' ? 'unshared' : field
      if (letter) made.push({ canary: { client: letter, row, field: named, text: mark }, mark, form: 'sealed' })
    }
  }
  return made
}
