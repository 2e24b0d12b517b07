import type { Region, Succession } from './areas.ts'

/** The region of a board, or undefined when the board is not among the areas. */
export const regionOf = (areas: readonly Region[], boardCode: string): Region | undefined =>
  areas.find(({ boards }) => boards.some(({ code }) => code === boardCode))

/**
 * The board that covers, among the areas of a day, what an older board covered; null when that cannot be said.
 * A board that was split is followed only where the place says to which side it went.
 */
export function boardNow(
  published: { boardCode: string; placeCode: string },
  areas: readonly Region[],
  successions: readonly Succession[],
): string | null {
  let code = published.boardCode
  for (const seen = new Set<string>(); !seen.has(code);) {
    if (regionOf(areas, code)) return code
    seen.add(code)
    const after = successions.filter(({ fromCode }) => fromCode === code)
    const next = after.length === 1 ? after[0] : after.find(({ places }) => places.includes(published.placeCode))
    if (!next) return null
    code = next.toCode
  }
  return null
}
