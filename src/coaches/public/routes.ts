import { createHash } from 'node:crypto'
import { record } from '#audit'
import { field, NotFound, page, seeOther, type FieldErrors, type Reply, type Route } from '#web'
import { cleanPhoto, photoSentences } from '../photo/clean.ts'
import type { AsCoach, Turn } from '../turn.ts'
import { ownPage, path, writePage } from './pages.ts'
import { endWaiting, insertVersion, keepPhoto, photoOf, takeDown, versionsOf } from './queries.ts'
import { hashIn, typeOf, whyNotWritten } from './rules.ts'

/** The pages on which a coach writes what everybody may read of them, and takes it down. */
export const ownPageRoutes = (asCoach: AsCoach): Route[] => [
  {
    method: 'GET',
    path,
    may: 'coach',
    handle: asCoach(async ({ tx, coach }) => page(ownPage({ coach, versions: await versionsOf(tx, coach.id) }))),
  },
  { method: 'GET', path: `${path}/change`, may: 'coach', handle: asCoach((turn) => askFor(turn)) },
  {
    method: 'POST',
    path: `${path}/change`,
    may: 'coach',
    takes: 'file',
    ifTooLarge: { words: 'Choose a photo of 1 MB at most', back: `${path}/change` },
    handle: write(asCoach),
  },
  {
    method: 'POST',
    path: `${path}/down`,
    may: 'coach',
    handle: asCoach(async ({ tx, coach, by }) => {
      const gone = [await endWaiting.one(tx, coach.id), await takeDown.one(tx, coach.id)]
      if (gone.some(Boolean))
        await record(tx, { ...by, verb: 'page.taken-down', subjectKind: 'coach', subjectId: coach.id })
      return seeOther(path)
    }),
  },
  {
    method: 'GET',
    path: `${path}/photo/:hash`,
    may: 'coach',
    handle: asCoach(async ({ tx, coach, visit }) => {
      const hash = hashIn(visit.params['hash'])
      const photo = hash && (await photoOf.one(tx, coach.id, hash))
      if (!photo) throw new NotFound()
      return { kind: 'file', body: photo.bytes, type: typeOf(photo.kind) }
    }),
  },
]

/** What waits, else what stands: what a change begins with. */
const latest = async ({ tx, coach }: Turn) =>
  (await versionsOf(tx, coach.id)).filter(({ state }) => state === 'waiting' || state === 'accepted')[0]

/** The form with what was written last: at first with what is held about the coach already. */
async function askFor(
  turn: Turn,
  typed?: { biography: string; without: boolean },
  errors: FieldErrors = {},
): Promise<Reply> {
  const { tx, coach } = turn
  const before = await latest(turn)
  const [newest] = await versionsOf(tx, coach.id)
  const shown = writePage({
    team: coach.name,
    typed: typed ?? { biography: before?.biography ?? newest?.biography ?? coach.biography, without: false },
    hasPhoto: (before?.photo ?? null) !== null,
    errors,
  })
  return page(shown, Object.keys(errors).length > 0 ? { status: 422 } : {})
}

/** The photo is read between two transactions: none waits for it. */
function write(asCoach: AsCoach): Route['handle'] {
  return async (visit) => {
    const biography = field(visit, 'biography').replaceAll('\r\n', '\n')
    const without = field(visit, 'without') === 'yes'
    const wrong = whyNotWritten(biography)
    const cleaned = visit.file && (await cleanPhoto(visit.file))
    const fault = cleaned && 'fault' in cleaned ? photoSentences[cleaned.fault] : null
    const errors = { ...(wrong ? { biography: wrong } : {}), ...(fault ? { photo: fault } : {}) }
    return asCoach(async (turn) => {
      const { tx, coach, by } = turn
      if (Object.keys(errors).length > 0) return askFor(turn, { biography, without }, errors)
      const before = await latest(turn)
      let photo = without ? null : (before?.photo ?? null)
      // Before what waited ends, whose photo would go with it.
      if (cleaned && 'bytes' in cleaned) {
        photo = createHash('sha256').update(cleaned.bytes).digest('hex')
        await keepPhoto(tx, coach.id, photo, cleaned.kind, cleaned.bytes)
      }
      const kept = photo === null ? undefined : await photoOf.one(tx, coach.id, photo)
      await endWaiting(tx, coach.id)
      if (kept) await keepPhoto(tx, coach.id, photo!, kept.kind, kept.bytes)
      await insertVersion(tx, coach.id, biography, kept ? photo : null)
      await record(tx, { ...by, verb: 'page.written', subjectKind: 'coach', subjectId: coach.id })
      return seeOther(path)
    })(visit)
  }
}
