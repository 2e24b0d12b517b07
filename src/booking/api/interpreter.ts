import { holdMinutes } from '../hold.ts'
import type { RoomPorts } from '../ports.ts'
import { needsInterpreter } from '../wish.ts'

type Kept = { serviceKey: string; startsAt: Temporal.Instant; expiresAt: Temporal.Instant }

/**
 * The hours that it takes to find an interpreter, where one is asked for and the time held begins sooner than that; else
 * 0. Counted from when the time was held, as the pages count from when it is chosen.
 */
export function tooSoonForInterpreter(
  { availability }: Pick<RoomPorts, 'availability'>,
  adjustments: readonly string[],
  { serviceKey, startsAt, expiresAt }: Kept,
): number {
  if (!needsInterpreter(adjustments)) return 0
  const hours = availability.services().find(({ key }) => key === serviceKey)?.interpreterNoticeHours ?? 0
  const heldAt = expiresAt.subtract({ minutes: holdMinutes })
  return Temporal.Instant.compare(startsAt, heldAt.add({ hours })) < 0 ? hours : 0
}
