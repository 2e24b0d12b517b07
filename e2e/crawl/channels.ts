import type pg from 'pg'
import type { Message } from '../outbox.ts'
import { unfolded, type Canary, type Search } from './canaries.ts'
import { maySee, type Reader } from './oracle.ts'
import { clients, coaches, complaints, enquirers, texted } from './people.ts'
import type { Leak } from './walk.ts'

/** What leaves by other ways than an answer, and what is written down. */
export const leakOf = ({ client, row, field }: Canary, form: string, to: string, where: string): Leak => ({
  client,
  row,
  field,
  form,
  to,
  where,
})

/** Whatever is found in a text that nobody may find anything in. */
export const nothingIn = (search: Search, text: string, where: string): Leak[] =>
  search(text).map((sighting) => leakOf(sighting, sighting.form, 'whoever reads it', where))

/** Each message by whom it goes to: a client's holds what is theirs, a coach's nothing of how to reach anybody. */
export function inMessages(search: Search, messages: readonly Message[]): Leak[] {
  return messages.flatMap(({ to, subject, text, html, ics }) => {
    const reader = readerAt(to)
    return search(unfolded([subject, text, html, ics].join('\n'))).flatMap((sighting) => {
      const isContact = sighting.row === 'client name and contact' && sighting.field !== 'name'
      if (maySee(reader, sighting) && !(reader.role === 'coach' && isContact)) return []
      return [leakOf(sighting, sighting.form, `${reader.role} at ${to}`, `message “${subject ?? text.slice(0, 40)}”`)]
    })
  })
}

function readerAt(to: string): Reader {
  const known = { revealed: new Set<string>(), glass: new Set<string>() }
  const coach = coaches.find((id) => to.startsWith(id)) ?? (to.endsWith(texted.digits) ? texted.id : undefined)
  if (coach) {
    const own = clients.filter((client) => client.coach === coach).map(({ letter }) => letter)
    return { role: 'coach', own: new Set(own), ...known }
  }
  const client =
    clients.find(({ email, digits }) => to === email || to.endsWith(digits)) ??
    [...enquirers, ...complaints].find(({ email }) => to === email)
  return client
    ? { role: 'client', own: new Set([client.letter]), ...known }
    : { role: 'employer', own: new Set(), ...known }
}

/** Where a word may stand in plain text: the reference of a session is a fact of the diary, and a workplace a list's. */
const plainly = (table: string, { field, row }: Canary) =>
  (field === 'reference' && ['booking', 'break_glass', 'reveal_task'].includes(table)) ||
  (row.startsWith('employer') && table === 'workplace')

/** Every table, the queue's too, as text: nothing that somebody said is in any of them. */
export async function inTables(search: Search, admin: pg.Client): Promise<Leak[]> {
  const { rows: tables } = await admin.query<{ name: string; schema: string }>(
    `select c.relname as name, n.nspname as schema from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'pgboss') and c.relkind = 'r' order by 1`,
  )
  const leaks: Leak[] = []
  for (const { name, schema } of tables) {
    const { rows } = await admin.query<{ text: string | null }>(
      `select string_agg(to_jsonb(t)::text, ' ') as text from ${schema}.${name} t`,
    )
    for (const sighting of search(rows[0]?.text ?? ''))
      if (!plainly(name, sighting))
        leaks.push(leakOf(sighting, sighting.form, 'whoever has the database', `table ${name}`))
  }
  return leaks
}
