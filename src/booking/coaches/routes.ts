import { anyone } from '#lib/door'
import { isUuid } from '#lib/text'
import { coachesWithPage, hashIn, profile, publicPageOf, publicPhoto, typeOf } from '#coaches'
import { browserOf } from '#identity'
import { pausesOf } from '#organisations'
import { NotFound, page, type Route, type Visit } from '#web'
import { leftOutOf } from '../apart/left-out.ts'
import { answersOf, placeOf } from '../journey/answers.ts'
import type { RoomPorts } from '../ports.ts'
import { bookableWith, nextOfAll, notPaused } from './free.ts'
import { listPage } from './list.ts'
import { coachPage } from './page.ts'

/** What anybody may read of coaches. Who left, cannot be booked or has no page is as one who never was. */
export const publicCoachRoutes = (ports: RoomPorts): Route[] => [
  { method: 'GET', path: '/coaches', may: 'anyone', handle: (visit) => list(ports, visit) },
  { method: 'GET', path: '/coaches/:id', may: 'anyone', handle: (visit) => one(ports, visit) },
  { method: 'GET', path: '/coaches/photos/:hash', may: 'anyone', handle: (visit) => photo(ports, visit) },
]

async function list(ports: RoomPorts, visit: Visit) {
  const { db, availability } = ports
  const [without, written] = [await leftOut(ports, visit), await db.withActor(anyone, coachesWithPage)]
  const open = notPaused(availability, without)
  const all = [...nextOfAll(availability, without, visit.now)]
    .filter(([{ id }]) => written.has(id))
    .map(([coach, next]) => ({ coach, next, paused: next === null && !open.has(coach.id) }))
  all.sort(
    (a, b) => (a.next ?? Infinity) - (b.next ?? Infinity) || a.coach.name.localeCompare(b.coach.name, 'en-GB') || 0,
  )
  const pauses = pausesOf(availability.services(), (key) => availability.paused(key))
  return page(listPage({ all, pauses, asked: visit.query['page'], now: visit.now }))
}

async function one(ports: RoomPorts, visit: Visit) {
  const id = visit.params['id'] ?? ''
  const bookable = bookableNow(ports, id, await leftOut(ports, visit), visit)
  if (bookable.length === 0) throw new NotFound()
  const { coach, said } = await ports.db.withActor(anyone, async (tx) => ({
    coach: await profile(tx, id),
    said: await publicPageOf(tx, id),
  }))
  if (!coach || !said) throw new NotFound()
  return page(coachPage({ coach, said, bookable, now: visit.now }))
}

/** What is there never changes, but may be taken down: browsers keep it for ten minutes, and what lies between does not. */
async function photo(ports: RoomPorts, visit: Visit) {
  const hash = hashIn(visit.params['hash'])
  const found = hash && (await ports.db.withActor(anyone, (tx) => publicPhoto.one(tx, hash)))
  if (!found || bookableNow(ports, found.coachId, [], visit).length === 0) throw new NotFound()
  return {
    kind: 'file' as const,
    body: found.bytes,
    type: typeOf(found.kind),
    headers: { 'cache-control': 'private, max-age=600' },
  }
}

function bookableNow({ availability }: RoomPorts, id: string, without: readonly string[], { now }: Visit) {
  const coach = isUuid(id) ? availability.coach(id) : undefined
  return coach ? bookableWith(availability, coach, without, now) : []
}

const leftOut = (ports: RoomPorts, visit: Visit) =>
  leftOutOf(ports, visit, browserOf(visit), placeOf(answersOf(visit, ports.answersKey)))
