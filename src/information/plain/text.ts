/** The helplines that texts have a sentence for, by their keys; every other one is shown in its own words. */
export const helpKeys = ['emergency', 'emergency-text-relay', 'nhs-111', 'samaritans', 'shout'] as const
export type HelpKey = (typeof helpKeys)[number]

/**
 * One text about the service, on one page: every text says the same things, so that none can leave one out. Each line is a
 * whole sentence. In braces stand the facts that are not typed in: opens, closes, minutes, hours, phone, number.
 */
export type PlainText = {
  /** Its name in addresses. */
  key: string
  /** The language as BCP 47 has it, and the way it is written. */
  lang: string
  dir: 'ltr' | 'rtl'
  /** What it is called in itself, and in English. */
  name: string
  english: string
  /** Rises with every change; the day on which this version was written. */
  version: number
  writtenOn: string
  title: string
  /** What is said while nobody has checked this version. */
  draft: string
  headings: { about: string; confidential: string; booking: string; urgent: string }
  what: readonly string[]
  forWhom: readonly string[]
  free: readonly string[]
  hours: readonly string[]
  confidential: readonly string[]
  limit: readonly string[]
  employer: readonly string[]
  how: readonly string[]
  /** The words of the link to the start page. */
  start: string
  /** That the pages behind it are in English; nothing where the text is. */
  inEnglish: readonly string[]
  phone: readonly string[]
  adjust: readonly string[]
  change: readonly string[]
  notEmergency: readonly string[]
  help: Readonly<Record<HelpKey, string>>
}

/** The facts that a text may name, and those that every text must. */
export const facts = ['opens', 'closes', 'minutes', 'hours', 'phone', 'number'] as const
export type Fact = (typeof facts)[number]
