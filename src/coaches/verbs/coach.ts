import { codeOf } from '#lib/door'
import { fault, type Verb } from '#lib/verb'
import type { Rehoming } from '../absence.ts'
import { Refused, taken, type Way } from './asked.ts'
import { absences, away, back } from './away.ts'
import { add, list, set } from './people.ts'
import { hours } from './hours.ts'
import { letGo, takeBack } from './leave.ts'

const ways: Record<string, Way> = { list, add, set, hours, absences, away, back, leave: letGo, return: takeBack }

/** `coach …`: who coaches, for whom, when, and who has left. */
export function coachVerb(rehoming: Rehoming): Verb {
  return {
    name: 'coach',
    usage,
    help,
    async run([what = '', whom = '', ...rest], io, { db }) {
      const way = Object.hasOwn(ways, what) ? ways[what] : undefined
      try {
        return (await way?.({ whom, rest, io, db, rehoming })) ?? fault(io, `usage: ${usageOf(what)}`)
      } catch (error) {
        if (error instanceof Refused) return fault(io, error.message)
        if (codeOf(error) === '23505') return fault(io, taken)
        throw error
      }
    },
  }
}

const entry =
  '[--languages LIST] [--gender woman|man|other] [--modes video,phone] [--link URL] [--cap N] [--gap MINUTES] [--about TEXT]'

const usage = [
  'coach list',
  `coach add EMAIL --name TEXT --background TEXT --provider KEY --services LIST ${entry}`,
  `coach set COACH [--email EMAIL] [--name TEXT] [--background TEXT] [--provider KEY] [--services LIST] ${entry}`,
  'coach hours COACH',
  'coach hours COACH add --days LIST --from TIME --until TIME [--every 1|2] [--starts DATE] [--ends DATE]',
  'coach hours COACH end HOURS [--on DATE]',
  'coach absences COACH',
  'coach away COACH --from TIME --until TIME [--reason ill|leave|other]',
  'coach back COACH ABSENCE',
  'coach leave COACH',
  'coach return COACH',
].join(' | ')

/** How one way is written, or which there are. */
const usageOf = (what: string) =>
  Object.hasOwn(ways, what)
    ? usage
        .split(' | ')
        .filter((way) => way.startsWith(`coach ${what}`))
        .join(' | ')
    : `coach ${Object.keys(ways).join('|')} …, and coach --help says more`

const help = `COACH is an id, an e-mail address or a name. What is changed here is offered, or no longer offered, at once.

  coach list                  id, name, e-mail address, provider, services and state of everybody
  coach add EMAIL …           somebody new, who can then sign in with this address; says the id. Without hours nobody is offered
  coach set COACH …           changes what is named; an empty text takes a gender, a link or the words about somebody away.
                              The words (--about) are a first draft of their public page: they send it, and their provider accepts it
  coach hours COACH           weekly hours: id and words
  coach hours COACH add …     more of them, from today unless another day is given; days as in mon,tue,fri, times as in 9am or 17:30
  coach hours COACH end …     hours that are worked no more from a day on, today unless given
  coach absences COACH        absences that are not over
  coach away COACH …          records that somebody is away; sessions inside stand, and are put on the list of rehome list
  coach back COACH ABSENCE    ends an absence now, or takes it back when it has not begun
  coach leave COACH           nothing more is offered, sign-in ends; says which sessions ahead need another coach
  coach return COACH          has somebody back who had left

--languages as in "English, Punjabi"; --services as in lay-too,lay-career; --modes is video and phone where there is a link,
else phone. To be listed as ethnically diverse is a coach's own choice, made on their own pages.
Absences are written with their offset: 2026-12-24T08:00Z.`
