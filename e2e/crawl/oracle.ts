import matrix from '../../seed/reference/access-matrix.json' with { type: 'json' }
import type { StaffRole } from '#web'
import type { Canary } from './canaries.ts'

/** What may be seen, asked of the matrix alone: no line of the product's own code decides here. */
export type Row =
  | 'client name and contact'
  | 'employer or practice (used within the request for area and conflict, then forgotten: not kept)'
  | 'booking time and mode'
  | 'reasonable adjustments'
  | 'goals and actions text'
  | 'coach private notes'
  | 'escalation'
  | 'data complaint'
  | 'coach number or calendar'

/** Somebody who asks. `employer` stands for anybody at all: no row of the matrix has a column for them. */
export type Role = 'employer' | 'client' | 'key' | StaffRole

/** Whose data an actor stands in what relation to. Clients are named by their letter. */
export type Reader = {
  role: Role
  /** The clients that they are, or coach, or booked for by their key. */
  own: ReadonlySet<string>
  /** Whose name they asked to see, for a task, with a reason. */
  revealed: Set<string>
  /** Whose record is open to them behind broken glass. */
  glass: Set<string>
}

/** `asked` is what a request itself asks to see, such as the number of a session. */
type Sight = { reader: Reader; canary: Canary; shared: boolean; asked: string | null }

const own = ({ reader, canary }: Sight) => reader.own.has(canary.client)
const never = () => false

/** Each phrase of the matrix, as it applies to one person's data. Counts and means show nobody, so they let nothing pass. */
const phrases: Record<string, (sight: Sight) => boolean> = {
  '-': never,
  yes: () => true,
  own,
  'own, told at the time': own,
  'own, raised by them': own,
  'own clients': own,
  'own clients: first name; phone masked': (sight) =>
    own(sight) && (sight.canary.field === 'name' || (sight.canary.field === 'phone' && sight.asked === 'number')),
  'own clients, if client shares': (sight) => own(sight) && sight.shared,
  'if client shares': (sight) => own(sight) && sight.shared,
  'to arrange it': () => true,
  'reveal, logged': ({ reader, canary }) => reader.revealed.has(canary.client),
  'break-glass': ({ reader, canary }) => reader.glass.has(canary.client),
  // Released by governance upon a subject request, which is no page of the client's.
  'on request (SAR)': never,
  'at levels 3-4 at once while on duty, logged, reviewed next day': ({ reader, canary }) =>
    reader.revealed.has(canary.client) && canary.field.endsWith('in a concern'),
  'while on duty': ({ reader, canary }) => reader.revealed.has(canary.client),
  'of the case': ({ reader, canary }) => reader.revealed.has(canary.client),
  counts: never,
  'suppressed counts': never,
  'needs only (interpreter)': never,
  'own coaches, no client': never,
  week: never,
  K28: never,
  'theme only': never,
  'timers only': never,
  'rate, anonymised notice': never,
}

type Line = { what: string } & Record<string, string>
const lines = new Map((matrix.data as Line[]).map((line) => [line.what, line]))

/** Of this the matrix says nothing: it is written to governance, who answers it. */
const nobody = Object.fromEntries(matrix.roles.map((role) => [role, '-']))
// Nor of this: nobody but the coach, who is shown the end of the number alone.
lines.set('coach number or calendar', { ...nobody, what: 'coach number or calendar', coach: 'own' })
lines.set('data complaint', { ...nobody, what: 'data complaint', client: 'own', governance: 'yes' })

/** Whether the matrix lets this reader see this canary. Throws on a row, a role or a phrase that it does not know. */
export function maySee(
  reader: Reader,
  canary: Canary,
  { shared = true, asked = null }: { shared?: boolean; asked?: string | null } = {},
): boolean {
  if (reader.role === 'employer') return false
  const line = lines.get(canary.row)
  if (!line) throw new Error(`The matrix has no row ${canary.row}`)
  // Another system sees what it said itself about those whom it books for, as they would.
  const phrase = line[reader.role === 'key' ? 'client' : reader.role]
  const rule = phrase === undefined ? undefined : phrases[phrase]
  if (!rule) throw new Error(`The matrix says "${phrase}" of ${canary.row} for ${reader.role}`)
  return rule({ reader, canary, shared, asked })
}

/** The roles of the matrix, and its rows. */
export const roles: readonly string[] = matrix.roles
