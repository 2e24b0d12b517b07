import { parseArgs } from 'node:util'
import { operator, type Db } from '#lib/door'
import type { Tx } from '#lib/sql'
import { isUuid } from '#lib/text'
import { fault, type Io, type Verb } from '#lib/verb'
import { clockNow } from '../queries.ts'
import { currentServices } from '../service.ts'
import { addSpan, endSpan } from '../spans/keep.ts'
import { closuresBetween, pausesFrom } from '../spans/queries.ts'
import { whyNotKept, type Span, type SpanKind } from '../spans/rules.ts'

const by = { actorKind: 'operator' } as const

/** The verb of closures or of pauses; `option` is what its words are called. */
export function spanVerb(kind: SpanKind, { option, help }: { option: 'reason' | 'words'; help: string }): Verb {
  const usage =
    `${kind} list | ${kind} add --from TIME --until TIME --${option} TEXT [--service KEY] | ` +
    `${kind} end ${kind.toUpperCase()}`
  const bad = (io: Io) => fault(io, `usage: ${usage}`)
  return {
    name: kind,
    usage,
    help,
    async run([what, ...args], io, { db }) {
      const [id, ...more] = args
      if (what === 'list' && id === undefined) return list(kind, io, db)
      const span = what === 'add' ? parse(args, option) : null
      if (span) return add(kind, span, io, db)
      if (what === 'end' && id !== undefined && more.length === 0) return end(kind, id, io, db)
      return bad(io)
    },
  }
}

async function list(kind: SpanKind, io: Io, db: Db): Promise<number> {
  const rows = await db.withActor(operator, (tx) => notOver(tx, kind))
  for (const { id, serviceKey, startsAt, endsAt, words } of rows)
    io.out([id, serviceKey ?? 'all', startsAt, endsAt, words].join('\t'))
  return 0
}

async function notOver(tx: Tx, kind: SpanKind) {
  const { now } = (await clockNow.one(tx))!
  if (kind === 'pause') return pausesFrom(tx, now)
  const closures = await closuresBetween(tx, now, now.add({ hours: 20 * 366 * 24 }))
  return closures.map(({ reason, ...closure }) => ({ ...closure, words: reason }))
}

async function add(kind: SpanKind, span: Span, io: Io, db: Db): Promise<number> {
  return db.withActor(operator, async (tx) => {
    const known = (await currentServices(tx)).map(({ key }) => key)
    if (span.serviceKey !== null && !known.includes(span.serviceKey))
      return fault(io, `There is no service with this key. There are: ${known.join(', ')}`)
    const wrong = whyNotKept(kind, span, (await clockNow.one(tx))!.now)
    if (wrong) return fault(io, wrong.words)
    const id = await addSpan(tx, kind, span, by)
    if (id === null)
      return fault(io, `These are ${kind === 'pause' ? 'paused' : 'closed'} in this time already: see ${kind} list`)
    io.out(id)
    return 0
  })
}

async function end(kind: SpanKind, id: string, io: Io, db: Db): Promise<number> {
  const ended = isUuid(id) && (await db.withActor(operator, (tx) => endSpan(tx, kind, id, by)))
  if (ended !== 'ended') return fault(io, `There is no such ${kind}, or it is over: see ${kind} list`)
  io.out('Ended.')
  return 0
}

function parse(args: string[], option: 'reason' | 'words'): Span | null {
  try {
    const text = { type: 'string' } as const
    const { values } = parseArgs({ args, options: { from: text, until: text, [option]: text, service: text } })
    const [startsAt, endsAt] = [values.from, values.until].map((at) => Temporal.Instant.from(at ?? ''))
    return { serviceKey: values.service ?? null, startsAt: startsAt!, endsAt: endsAt!, words: values[option] ?? '' }
  } catch {
    return null
  }
}
