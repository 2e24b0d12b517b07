import { open, openMaybe, processKey, sealMaybe, type Cell, type Key } from '#vault'

export const parts = ['words', 'name', 'number', 'location'] as const
export type Part = (typeof parts)[number]
export type Texts = Record<Part, string | null>
export type SealedParts = Record<Part, Buffer | null>

/** The key that a concern is sealed with at once: of the process, so that nobody has to be asked for it. */
export const concernKey = (secret: Buffer): Key => processKey('concern', secret)

const cell = (part: Part, row: string): Cell => ({ table: 'concern', column: `sealed_${part}`, row })

export const sealParts = (key: Key, id: string, texts: Texts): SealedParts =>
  each((part) => sealMaybe(key, cell(part, id), texts[part]))
export const openParts = (key: Key, id: string, sealed: SealedParts): Texts =>
  each((part) => openMaybe(key, cell(part, id), sealed[part]))

/** What was said, alone. */
export const openWords = (key: Key, id: string, sealed: Buffer): string => open(key, cell('words', id), sealed)

/** The texts of a concern sealed as they are when it is raised. */
export const sealConcern = (secret: Buffer, id: string, texts: Texts): SealedParts =>
  sealParts(concernKey(secret), id, texts)

const each = <T>(of: (part: Part) => T) => Object.fromEntries(parts.map((part) => [part, of(part)])) as Record<Part, T>
