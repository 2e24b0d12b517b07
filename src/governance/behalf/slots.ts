import type { Millis } from '#lib/time'

/** The start that a button says, or that the typed number has in the list as it was shown; null where there is none. */
export function startOf(
  { number, slots }: { number: string; slots: readonly string[] },
  pressed: string,
): Millis | null {
  const text = pressed !== '' ? pressed : /^[1-9]$/.test(number) ? slots[Number(number) - 1] : undefined
  if (text === undefined) return null
  try {
    return Temporal.Instant.from(text).epochMilliseconds
  } catch {
    return null
  }
}

const furthest = 366 * 86_400_000

/** After which start the list goes on; from now on where the form says nothing that can be so. */
export function readAfter(text: string, now: Temporal.Instant): Millis {
  const after = /^\d{1,15}$/.test(text) ? Number(text) + 1 : 0
  const from = now.epochMilliseconds
  return after > from && after < from + furthest ? after : from
}
