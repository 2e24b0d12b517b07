import { Undo } from '#lib/door'
import { civilDate, programmeZone, toInstant } from '#lib/time'
import { setException } from '#coaches'
import { claimFirst } from '#diary'
import type { Visit } from '#web'
import { occupiedMillis, type Range } from '../availability/rules.ts'
import type { RoomPorts } from '../ports.ts'
import { announceClaims } from '../queries.ts'
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
    const hours = { startsAt: minutesOf(startsAt), endsAt: minutesOf(endsAt), zone: programmeZone }
    const said = await setException(tx, coachId, { kind: 'open', onDate: day, ...hours }, { by, rehoming })
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

/** A coach does not want to be asked about a day again. */
export const notThatDay = (
  { db, clock }: Pick<RoomPorts, 'db' | 'clock'>,
  { viewer }: Asking,
  day: Temporal.PlainDate,
): Promise<unknown> =>
  askedDays(clock()).some((one) => one.equals(day))
    ? db.withActor(viewer.actor, (tx) => keepNo(tx, viewer.id, day))
    : Promise.resolve()

function minutesOf(at: Temporal.Instant): number {
  const { hour, minute } = at.toZonedDateTimeISO(programmeZone)
  return hour * 60 + minute
}
