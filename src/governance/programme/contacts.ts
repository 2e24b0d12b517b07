import { changeProgramme, changesOf, programme, versionOfProgramme } from '#organisations'
import { field, page, seeOther, type FieldErrors, type Reply } from '#web'
import type { Turn } from '../turn.ts'
import { contactFields, contactsPage, type TypedContacts } from './pages/contacts.ts'
import { historyLimit } from './pages/history.ts'
import { contacts } from './paths.ts'

/** What the programme says of itself now. */
export async function showContacts(turn: Turn): Promise<Reply> {
  const now = await programme(turn.tx)
  return drawn(
    turn,
    typedFrom((name) => now[name] ?? ''),
  )
}

/** Saves what was typed as a new version, where nobody else was quicker. */
export async function saveContacts(turn: Turn): Promise<Reply> {
  const { tx, visit, by } = turn
  const typed = typedFrom((name) => field(visit, name).replaceAll(/\s+/g, ' '))
  const seen = field(visit, 'version')
  const changed = await changeProgramme(tx, typed, by, /^\d{1,6}$/.test(seen) ? Number(seen) : NaN)
  switch (changed.kind) {
    case 'changed':
    case 'same':
      return seeOther(contacts)
    case 'refused':
      return drawn(turn, typed, { errors: changed.wrongs })
    case 'newer':
      return drawn(turn, typed, { newer: true })
  }
}

async function drawn(
  { tx, team, visit: { now } }: Turn,
  typed: TypedContacts,
  { errors = {}, newer = false }: { errors?: FieldErrors; newer?: boolean } = {},
): Promise<Reply> {
  const version = await versionOfProgramme(tx)
  const changes = await changesOf(tx, 'programme', null, historyLimit)
  const status = newer ? 409 : Object.keys(errors).length > 0 ? 422 : 200
  return page(contactsPage({ team, now, version, typed, errors, newer, changes }), { status })
}

const typedFrom = (read: (name: keyof TypedContacts) => string): TypedContacts =>
  Object.fromEntries(contactFields.map((name) => [name, read(name)])) as TypedContacts
