import { parseArgs } from 'node:util'
import { operator, type Db } from '#lib/door'
import { isUuid } from '#lib/text'
import { fault, type Io, type Verb } from '#lib/verb'
import { addClosure, endClosure, whyNotClosed } from '../closures.ts'
import { clockNow, closuresBetween } from '../queries.ts'
import { currentServices } from '../service.ts'

const by = { actorKind: 'operator' } as const

/** `closure list`, `closure add` and `closure end`: when nothing is offered, whatever coaches' hours say. */
export const closureVerb: Verb = {
  name: 'closure',
  usage: 'closure list | closure add --from TIME --until TIME --reason TEXT [--service KEY] | closure end CLOSURE',
  help: `Time in which a service, or all of them, offer nothing. Sessions that are booked already stand.

  closure list           closures that are not over: id, service, start, end and reason
  closure add …          closes all services, or the one named; says the id. Nothing inside is offered from then on
  closure end CLOSURE    ends a closure now, or takes it back when it has not begun

Times are written with their offset: 2026-12-25T00:00Z.`,
  async run([what, ...args], io, { db }) {
    const [id, ...more] = args
    if (what === 'list' && id === undefined) return list(io, db)
    if (what === 'add') return add(args, io, db)
    if (what === 'end' && id !== undefined && more.length === 0) return end(id, io, db)
    return usage(io)
  },
}

const usage = (io: Io) => fault(io, `usage: ${closureVerb.usage}`)

async function list(io: Io, db: Db): Promise<number> {
  const rows = await db.withActor(operator, async (tx) => {
    const { now } = (await clockNow.one(tx))!
    return closuresBetween(tx, now, now.add({ hours: 20 * 366 * 24 }))
  })
  for (const { id, serviceKey, startsAt, endsAt, reason } of rows)
    io.out([id, serviceKey ?? 'all', startsAt, endsAt, reason].join('\t'))
  return 0
}

async function add(args: string[], io: Io, db: Db): Promise<number> {
  const closing = parse(args)
  if (!closing) return usage(io)
  return db.withActor(operator, async (tx) => {
    const { serviceKey } = closing
    const known = (await currentServices(tx)).map(({ key }) => key)
    if (serviceKey !== null && !known.includes(serviceKey))
      return fault(io, `There is no service with this key. There are: ${known.join(', ')}`)
    const why = whyNotClosed(closing, (await clockNow.one(tx))!.now)
    if (why) return fault(io, why)
    io.out(await addClosure(tx, closing, by))
    return 0
  })
}

async function end(id: string, io: Io, db: Db): Promise<number> {
  const isThere =
    isUuid(id) && (await db.withActor(operator, async (tx) => endClosure(tx, id, by, (await clockNow.one(tx))!.now)))
  if (!isThere) return fault(io, 'There is no such closure, or it is over: see closure list')
  io.out('Ended.')
  return 0
}

function parse(args: string[]) {
  try {
    const text = { type: 'string' } as const
    const { values } = parseArgs({ args, options: { from: text, until: text, reason: text, service: text } })
    const [startsAt, endsAt] = [values.from, values.until].map((at) => Temporal.Instant.from(at ?? ''))
    return { serviceKey: values.service ?? null, startsAt: startsAt!, endsAt: endsAt!, reason: values.reason ?? '' }
  } catch {
    return null
  }
}
