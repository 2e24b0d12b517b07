/** The area of somebody's work, and whether they said it themselves or a workplace gave it. */
export type AreaAnswer = { area?: string; areaBy?: 'own' | 'workplace' }

/**
 * The area after a form about work: what somebody chose from the list wins over the workplace they looked for. The
 * list also shows what an earlier workplace gave; left as it was, that is no choice of theirs, and emptied, it is one.
 */
export function areaOf({
  selected,
  workplace,
  before,
}: {
  /** What the list says now. */
  selected: string | undefined
  /** The area of the workplace that was found. */
  workplace: string | null
  before: AreaAnswer
}): AreaAnswer {
  const filled = before.areaBy === 'workplace' ? before.area : undefined
  if (!selected && filled) return {}
  if (selected && selected !== filled) return { area: selected, areaBy: 'own' }
  const area = workplace ?? selected
  return area ? { area, areaBy: 'workplace' } : {}
}
