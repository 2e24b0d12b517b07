import { parseArgs } from 'node:util'
import { operator } from '#lib/door'
import { fault, type Verb } from '#lib/verb'
import { changeProgramme } from '../edit/programme.ts'
import { programme, type Programme } from '../programme.ts'

const options = {
  name: { type: 'string' },
  area: { type: 'string' },
  phone: { type: 'string' },
  'duty-phone': { type: 'string' },
  email: { type: 'string' },
  'run-by': { type: 'string' },
  'paid-by': { type: 'string' },
  controller: { type: 'string' },
} as const

/** `programme show` and `programme set`: what the programme says of itself on its pages. */
export const programmeVerb: Verb = {
  name: 'programme',
  usage: `programme show | programme set ${Object.keys(options)
    .map((option) => `[--${option} TEXT]`)
    .join(' ')}`,
  help: `What the programme says of itself: its name, the area it is for, how to reach the people who run it, whom
coaches call about somebody's safety, who runs it, who pays for it, and who decides about the records.

  programme show              what is said now
  programme set --phone TEXT  says something new from now on; an empty text takes it away (not name or area)`,
  async run([what, ...args], io, { db }) {
    const said = what === 'set' ? optionsOf(args) : {}
    const bad = !said || (what === 'show' ? args.length > 0 : what !== 'set' || Object.keys(said).length === 0)
    if (bad) return fault(io, `usage: ${programmeVerb.usage}`)
    const answer = await db.withActor(operator, async (tx) =>
      what === 'show'
        ? { kind: 'same' as const, now: await programme(tx) }
        : changeProgramme(tx, said, { actorKind: 'operator' }),
    )
    if (answer.kind === 'newer') return fault(io, 'Somebody changed it meanwhile: say it again')
    if (answer.kind === 'refused')
      return fault(io, ...Object.entries(answer.wrongs).map(([field, words]) => `${field}: ${words}`))
    for (const [key, value] of Object.entries(answer.now)) io.out(`${key}\t${value || 'not said'}`)
    return 0
  },
}

function optionsOf(args: string[]): Partial<Record<keyof Programme, string>> | null {
  try {
    const { 'run-by': runBy, 'paid-by': paidBy, 'duty-phone': dutyPhone, ...rest } = parseArgs({ args, options }).values
    return {
      ...rest,
      ...(dutyPhone === undefined ? {} : { dutyPhone }),
      ...(runBy === undefined ? {} : { runBy }),
      ...(paidBy === undefined ? {} : { paidBy }),
    }
  } catch {
    return null
  }
}
