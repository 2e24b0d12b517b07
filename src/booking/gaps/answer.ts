import { Undo } from '#lib/door'
import { civilDate, programmeZone, toInstant } from '#lib/time'
import { lockCoach, setException, unsayException } from '#coaches'
import { claimFirst } from '#diary'
import type { Visit } from '#web'
import { occupiedMillis, type Range } from '../availability/rules.ts'
import type { RoomPorts } from '../ports.ts'
import { announceClaims } from '../queries.ts'
import { openedBy } from './opened.ts'
import { askedDays, kindsOf, openingsOf } from './propose.ts'
import { rehoming } from '../rehome/rehome.ts'
import { keepNo, keepOpened, kindsWanted, versionOf } from './queries.ts'

/** For so long what was opened is kept from everybody else, should no round ask those who wait before. */
const keptSeconds = 60

type Asking = Pick<Visit, 'viewer' | 'requestId' | 'now'>

/**
 * Opens time for a coach, for one day. It is theirs alone who wait until the next round has asked them; then, or after a minute, anybody
 * can book it. `gone`: it cannot be opened any more.
 */
export async function openTime(
  { db, clock, availability }: Pick<RoomPorts, 'db' | 'clock' | 'availability'>,
  { viewer, requestId, now }: Asking,
  time: Range,
): Promise<'opened' | 'gone'> {
  const coachId = viewer.id!
  const own = (availability.coach(coachId)?.services ?? []).map((service) => ({ service, longer: false }))
  const answer = await db.withActor(viewer.actor, async (tx) => {
    const kinds = kindsOf(availability, [...(await kindsWanted(tx)), ...own])
    const opening = openingsOf(availability, coachId, kinds, askedDays(now), now).find(
      ({ startsAt, endsAt }) => startsAt === time.startsAt && endsAt === time.endsAt,
    )
    if (!opening) return 'gone' as const
    const [startsAt, endsAt] = [toInstant(time.startsAt), toInstant(time.endsAt)]
    // For as long as the longest of the sessions that it could be would keep the coach.
    const gap = availability.coach(coachId)!.gapMinutes
    const until = time.startsAt + Math.max(...opening.kinds.map(({ policy }) => occupiedMillis(policy, gap)))
    const day = civilDate(startsAt)
    const by = { actorKind: 'coach', actorId: coachId, requestId } as const
    const said = await setException(tx, coachId, openOn(day, startsAt, endsAt), { by, rehoming })
    if (said.kind === 'refused') throw new Undo('gone')
    const claimed = await claimFirst(tx, {
      candidates: [{ coachId, version: (await versionOf.one(tx, coachId))!.version, until: toInstant(until) }],
      stamp: availability.stamp(),
      startsAt,
      zone: programmeZone,
      kind: 'hold',
      expiresAt: clock().add({ seconds: keptSeconds }),
      patient: true,
    })
    if (claimed.kind === 'refused') throw new Undo('gone')
    await keepOpened.one(tx, coachId, day, startsAt, endsAt, claimed.claimId)
    await announceClaims(tx, coachId)
    return 'opened' as const
  })
  await availability.refresh([coachId])
  return answer
}

/**
 * Takes back for a coach what they opened today or tomorrow, and nothing else of their times; what is kept there for somebody who waits is
 * let go. `taken`: somebody has booked it, so it stays.
 */
export async function closeTime(
  { db, availability }: Pick<RoomPorts, 'db' | 'availability'>,
  { viewer, requestId, now }: Asking,
  time: Range,
): Promise<'closed' | 'taken' | 'gone'> {
  const coachId = viewer.id!
  const answer = await db.withActor(viewer.actor, async (tx) => {
    await lockCoach(tx, coachId)
    const opened = await openedBy(tx, coachId, now)
    const one = opened.find(({ startsAt, endsAt }) => isAt(startsAt, time.startsAt) && isAt(endsAt, time.endsAt))
    if (!one) return 'gone'
    if (one.taken) return 'taken'
    const by = { actorKind: 'coach', actorId: coachId, requestId } as const
    const said = openOn(civilDate(one.startsAt), one.startsAt, one.endsAt)
    return (await unsayException(tx, coachId, said, { by, rehoming })) ? 'closed' : 'gone'
  })
  await availability.refresh([coachId])
  return answer
}

const isAt = (at: Temporal.Instant, millis: number) => at.epochMilliseconds === millis

/** A coach does not want to be asked about a day again. */
export const notThatDay = (
  { db, clock }: Pick<RoomPorts, 'db' | 'clock'>,
  { viewer }: Asking,
  day: Temporal.PlainDate,
): Promise<unknown> =>
  askedDays(clock()).some((one) => one.equals(day))
    ? db.withActor(viewer.actor, (tx) => keepNo(tx, viewer.id, day))
    : Promise.resolve()

const openOn = (onDate: Temporal.PlainDate, startsAt: Temporal.Instant, endsAt: Temporal.Instant) =>
  ({ kind: 'open', onDate, startsAt: minutesOf(startsAt), endsAt: minutesOf(endsAt), zone: programmeZone }) as const

function minutesOf(at: Temporal.Instant): number {
  const { hour, minute } = at.toZonedDateTimeISO(programmeZone)
  return hour * 60 + minute
}
