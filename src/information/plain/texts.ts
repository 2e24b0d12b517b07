import { createHash } from 'node:crypto'
import type { PlainText } from './text.ts'
import { ar } from './texts/ar.ts'
import { bn } from './texts/bn.ts'
import { cy } from './texts/cy.ts'
import { easyRead } from './texts/easy-read.ts'
import { es } from './texts/es.ts'
import { gu } from './texts/gu.ts'
import { ml } from './texts/ml.ts'
import { pa } from './texts/pa.ts'
import { pl } from './texts/pl.ts'
import { pt } from './texts/pt.ts'
import { ro } from './texts/ro.ts'
import { tl } from './texts/tl.ts'
import { ur } from './texts/ur.ts'

/** Every text, easy read first, then by what the languages are called in English. */
export const plainTexts: readonly PlainText[] = [easyRead, ar, bn, gu, ml, pl, pt, pa, ro, es, tl, ur, cy].toSorted(
  (a, b) => Number(b === easyRead) - Number(a === easyRead) || a.english.localeCompare(b.english, 'en-GB'),
)

export const plainText = (key: string | undefined): PlainText | undefined => plainTexts.find((text) => text.key === key)

/** What tells one wording of a text from every other: whoever checks one has checked this one and no other. */
export const digestOf = (text: PlainText): string =>
  createHash('sha256').update(JSON.stringify(text)).digest('hex').slice(0, 32)
