import { idOf } from './random.ts'

/** Somebody whom tests, documents and the demonstration know by name. All of them are made up. */
export type Person = {
  key: string
  /** What they ask to be called. */
  name: string
  email: string
  /** The first role they have in the programme. */
  role: 'client' | StaffRole
  /** Who they are, in a few words. */
  who: string
  /** The coach's own id; null for everybody else. */
  coachId: string | null
  /** What else they are. */
  also: readonly StaffRole[]
}

type StaffRole =
  | 'coach'
  | 'supervisor'
  | 'partner_rota'
  | 'lead_ops'
  | 'governance'
  | 'duty_lead'
  | 'commissioner'
  | 'evaluator'
  | 'sysadmin'

const person = (
  key: string,
  name: string,
  role: Person['role'],
  who: string,
  also: readonly StaffRole[] = [],
): Person => ({
  key,
  name,
  email: `${key}@example.org`,
  role,
  who,
  coachId: role === 'coach' ? idOf('coach', key) : null,
  also,
})

export const amina = person('amina', 'Amina', 'client', 'receptionist in a GP out-of-hours hub')
export const mark = person('mark', 'Mark', 'client', 'practice manager')
export const grace = person('grace', 'Grace', 'client', 'nurse on a trust ward')
export const dev = person('dev', 'Dev Solanki', 'coach', 'former practice nurse')
export const ama = person('ama', 'Ama Boateng', 'coach', 'former community midwife')
export const ruth = person('ruth', 'Ruth', 'supervisor', 'supervises coaches')
export const priya = person('priya', 'Priya', 'partner_rota', "a partner's rota manager")
export const sam = person('sam', 'Sam', 'lead_ops', "the lead provider's operations")
export const okafor = person('okafor', 'Dr Okafor', 'governance', 'clinical governance lead', ['duty_lead'])
export const helen = person('helen', 'Helen', 'commissioner', 'commissions for an integrated care board')
export const alvarez = person('alvarez', 'Dr Alvarez', 'evaluator', 'independent evaluator')
export const noor = person('noor', 'Noor', 'governance', 'second person in clinical governance')
export const ines = person('ines', 'Ines', 'duty_lead', 'nurse who takes turns of duty')
export const tom = person('tom', 'Tom', 'sysadmin', 'keeps the machines')

/** Everybody in the cast, in the order in which they are introduced. */
export const cast: readonly Person[] = [
  amina,
  mark,
  grace,
  dev,
  ama,
  ruth,
  priya,
  sam,
  okafor,
  helen,
  alvarez,
  noor,
  ines,
  tom,
]

/** Those who can sign in. */
export const castWhoSignIn: readonly Person[] = cast.filter(({ role }) => role !== 'client')

/** The id of somebody's account. */
export const staffIdOf = ({ key, coachId }: Person): string => coachId ?? idOf('staff', key)
