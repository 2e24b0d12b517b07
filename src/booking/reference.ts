import { readableChance } from '#lib/chance'

/** A new booking reference: eight characters, 39 bits of chance. */
export const makeReference = (): string => readableChance(8)

/** A reference as a person typed it: case, spaces and hyphens do not matter. */
export const readReference = (typed: string) => typed.toUpperCase().replace(/[\s-]/g, '')
