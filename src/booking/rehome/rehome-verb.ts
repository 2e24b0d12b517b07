import { operator } from '#lib/door'
import { fullWhenWords } from '#lib/time'
import { fault, type Verb } from '#lib/verb'
import { members } from '#coaches'
import { openTasks } from './queries.ts'

/** `rehome list`: the sessions whose coach is away or has left. */
export const rehomeVerb: Verb = {
  name: 'rehome',
  usage: 'rehome list',
  help: `Sessions that their coach cannot hold: they lie inside an absence, the coach gave them up with
their hours, or has left. Each stays on the list until it is moved or cancelled, or its coach is back.

  rehome list   booking, reference, start, how, service, coach, and since when it waits; soonest first`,
  async run(args, io, { db }) {
    if (args.join(' ') !== 'list') return fault(io, `usage: ${rehomeVerb.usage}`)
    const { tasks, names } = await db.withActor(operator, async (tx) => {
      const tasks = await openTasks(tx, null)
      const coaches = await members(tx, [...new Set(tasks.map(({ coachId }) => coachId))])
      return { tasks, names: new Map(coaches.map(({ id, name }) => [id, name])) }
    })
    for (const { bookingId, reference, startsAt, mode, serviceKey, coachId, madeAt } of tasks)
      io.out(
        [bookingId, reference, fullWhenWords(startsAt), mode, serviceKey, names.get(coachId), `since ${madeAt}`].join(
          '\t',
        ),
      )
    if (tasks.length === 0) io.err('No session waits for another coach.')
    return 0
  },
}
