import type { Db } from '#lib/door'
import { isUuid } from '#lib/text'
import { civilDate } from '#lib/time'
import {
  digestOf,
  factsOf,
  plainText,
  plainTexts,
  recordCheck,
  reviews,
  withdrawCheck,
  type PlainText,
} from '#information'
import { currentServices, helplinesOn, programme } from '#organisations'
import { asTyped, field, NotFound, page, seeOther, typedDate, type FieldErrors, type Reply, type Route } from '#web'
import { routesOf, type Turn } from '../turn.ts'
import { listPage } from './list-page.ts'
import { textPage } from './text-page.ts'
import { readCheck, type TypedCheck } from './typed.ts'

/** Texts in easy read and other languages, and who checked which wording of them: for the lead and for governance. */
export function plainReviewRoutes(db: Db): Route[] {
  return (
    [
      ['lead_ops', '/team/operations'],
      ['governance', '/team/governance'],
    ] as const
  ).flatMap(([role, landing]) => {
    const home = `${landing}/plain`
    const { get, post } = routesOf(db, role)
    return [
      get(home, (turn) => showAll(turn, landing)),
      get(`${home}/:key`, (turn) => show(turn, home, atFirst(turn), {})),
      post(`${home}/:key`, (turn) => check(turn, home)),
      post(`${home}/:key/withdraw/:id`, (turn) => withdraw(turn, home)),
    ]
  })
}

const atFirst = ({ visit: { now } }: Turn): TypedCheck => ({ by: '', on: asTyped(civilDate(now)), whole: false })

async function showAll({ tx, team }: Turn, landing: string): Promise<Reply> {
  const all = await reviews(tx, null)
  const texts = plainTexts.map((text) => ({ text, review: standing(all, text) }))
  return page(listPage({ team, landing, texts }))
}

async function show(turn: Turn, home: string, typed: TypedCheck, errors: FieldErrors): Promise<Reply> {
  const { tx, team, visit } = turn
  const text = named(turn)
  const { phone } = await programme(tx)
  const helplines = await helplinesOn(tx, civilDate(visit.now))
  const facts = factsOf(await currentServices(tx), { phone, helplines })
  const all = await reviews(tx, text.key)
  const shown = textPage({ team, home, text, facts, review: standing(all, text), reviews: all, typed, errors })
  return page(shown, Object.keys(errors).length > 0 ? { status: 422 } : {})
}

async function check(turn: Turn, home: string): Promise<Reply> {
  const { tx, visit, by } = turn
  const text = named(turn)
  const typed = { by: field(visit, 'by'), on: typedDate(visit, 'on'), whole: field(visit, 'whole') === 'yes' }
  // A wording that came with a new version of the software is not the one that was read on the page.
  const wasRead = field(visit, 'digest') === digestOf(text)
  const read = readCheck(typed, {
    today: civilDate(visit.now),
    writtenOn: Temporal.PlainDate.from(text.writtenOn),
    wasRead,
  })
  if ('errors' in read) return show(turn, home, typed, read.errors)
  await recordCheck(tx, text, read.check, by)
  return seeOther(`${home}/${text.key}`)
}

/** Takes a check back. Pressed twice it is done once. */
async function withdraw(turn: Turn, home: string): Promise<Reply> {
  const { tx, visit, by } = turn
  const id = visit.params['id'] ?? ''
  const text = named(turn)
  const known = isUuid(id) && (await reviews(tx, text.key)).some((review) => review.id === id)
  if (!known) throw new NotFound()
  await withdrawCheck(tx, id, by)
  return seeOther(`${home}/${text.key}`)
}

function named({ visit: { params } }: Turn): PlainText {
  const text = plainText(params['key'])
  if (!text) throw new NotFound()
  return text
}

type Review = Awaited<ReturnType<typeof reviews>>[number]

/** The check of the wording that a text has now; null where nobody checked it, or it was taken back. */
const standing = (all: readonly Review[], text: PlainText): Review | null =>
  all.find(({ key, digest, withdrawnAt }) => key === text.key && digest === digestOf(text) && withdrawnAt === null) ??
  null
