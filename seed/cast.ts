import { idOf } from './random.ts'

/** Somebody whom tests, documents and the demonstration know by name. All of them are made up. */
export type Person = {
  key: string
  /** What they ask to be called. */
  name: string
  email: string
  /** The role they have in the programme; several come with later parts of it. */
  role: 'client' | 'coach' | 'supervisor' | 'partner_rota' | 'lead_ops' | 'governance' | 'commissioner' | 'evaluator'
  /** Who they are, in a few words. */
  who: string
  /** The coach's own id; null for everybody else. */
  coachId: string | null
}

const person = (key: string, name: string, role: Person['role'], who: string): Person => ({
  key,
  name,
  email: `${key}@example.org`,
  role,
  who,
  coachId: role === 'coach' ? idOf('coach', key) : null,
})

export const amina = person('amina', 'Amina', 'client', 'receptionist in a GP out-of-hours hub')
export const mark = person('mark', 'Mark', 'client', 'practice manager')
export const grace = person('grace', 'Grace', 'client', 'nurse on a trust ward')
export const dev = person('dev', 'Dev Solanki', 'coach', 'former practice nurse')
export const ama = person('ama', 'Ama Boateng', 'coach', 'former community midwife')
export const ruth = person('ruth', 'Ruth', 'supervisor', 'supervises coaches')
export const priya = person('priya', 'Priya', 'partner_rota', "a partner's rota manager")
export const sam = person('sam', 'Sam', 'lead_ops', "the lead provider's operations")
export const okafor = person('okafor', 'Dr Okafor', 'governance', 'clinical governance lead')
export const helen = person('helen', 'Helen', 'commissioner', 'commissions for an integrated care board')
export const alvarez = person('alvarez', 'Dr Alvarez', 'evaluator', 'independent evaluator')

/** Everybody in the cast, in the order in which they are introduced. */
export const cast: readonly Person[] = [amina, mark, grace, dev, ama, ruth, priya, sam, okafor, helen, alvarez]

/** Those who can sign in. */
export const castWhoSignIn: readonly Person[] = cast.filter(({ role }) => role !== 'client')

/** The id of somebody's account. */
export const staffIdOf = ({ key, coachId }: Person): string => coachId ?? idOf('staff', key)
