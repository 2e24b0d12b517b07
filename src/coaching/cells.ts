import type { Cell } from '#vault'

/** Where the sealed texts of this room stand. */
export const goalText = (row: string): Cell => ({ table: 'goal', column: 'sealed_text', row })
export const stepText = (row: string): Cell => ({ table: 'action_step', column: 'sealed_text', row })
export const noteText = (row: string): Cell => ({ table: 'coach_note', column: 'sealed_text', row })
