import { operator, type Db } from '#lib/door'
import { fault, type Io, type Verb } from '#lib/verb'
import { endHelpline, setHelpline, type Outcome } from '../helplines/edit.ts'
import { helplinesOn } from '../queries.ts'
import { today } from '../areas.ts'
import { parseHelpline } from '../helplines/parse.ts'

/** `helpline list`, `helpline set` and `helpline end`: whom people are told to reach when coaching is not enough. */
export const helplineVerb: Verb = {
  name: 'helpline',
  usage:
    'helpline list [--on DATE] | helpline set KEY [--name TEXT] [--words TEXT] [--phone TEXT] [--text-to TEXT] ' +
    '[--url URL] [--hours TEXT] [--urgent yes|no] [--position N] [--from DATE] | helpline end KEY [--on DATE]',
  help: `The contacts on the urgent help page. Nothing is overwritten: a change ends one row and starts another.

  helpline list [--on DATE]       contacts shown on a day (today unless given), urgent ones first
  helpline set KEY …              adds a contact, or changes what is named of one, from a day on (today unless given)
  helpline end KEY [--on DATE]    stops showing a contact from a day on (today unless given)

Dates are written YYYY-MM-DD. --phone, --text-to and --url may be empty, to take them away; one of them must stay.`,
  async run([what, ...args], io, { db }) {
    const asked = parseHelpline(args)
    if (typeof asked === 'string') return fault(io, asked)
    const { key, day, said } = asked
    const named = Object.keys(said).length
    if (what === 'list' && key === undefined && named === 0) return list(day, io, db)
    if (what === 'end' && key !== undefined && named === 0)
      return say(await db.withActor(operator, (tx) => endHelpline(tx, key, day)), io)
    if (what === 'set' && key !== undefined && named > 0)
      return say(await db.withActor(operator, (tx) => setHelpline(tx, key, said, day)), io)
    return fault(io, `usage: ${helplineVerb.usage}`)
  },
}

async function list(day: Temporal.PlainDate | null, io: Io, db: Db): Promise<number> {
  const helplines = await db.withActor(operator, async (tx) => helplinesOn(tx, day ?? (await today(tx))))
  for (const { key, name, phone, textTo, url, hours, urgent, validFrom, validTo } of helplines) {
    const ways = [phone && `phone ${phone}`, textTo && `text ${textTo}`, url].filter(Boolean).join(', ')
    const until = validTo ? `from ${validFrom} until ${validTo}` : `from ${validFrom}`
    io.out([key, urgent ? 'urgent' : 'other', name, ways, hours, until].join('\t'))
  }
  if (helplines.length === 0) io.err('No helpline is shown on that day.')
  return 0
}

function say(outcome: Outcome, io: Io): number {
  if (outcome.kind === 'refused') return fault(io, outcome.words)
  io.out(outcome.words)
  return 0
}
