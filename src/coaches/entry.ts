import { nameSentences, readName } from '#identity'
import { isMeetingLink } from '#meeting'
import { readLanguages } from './languages.ts'
import { languageWords } from './words.ts'

/** What a coach decides about their own entry: how clients read of them, and how and how much they work. */
export type Entry = {
  name: string
  background: string
  biography: string
  gender: string | null
  languages: string[]
  /** Whether to be listed for the ethnically diverse pathway: nobody's choice but the coach's. */
  ethnicallyDiverse: boolean
  modes: string[]
  meetingLink: string | null
  dailyCap: number
  gapMinutes: number
}

/** The same as somebody typed it. */
export type TypedEntry = {
  [K in keyof Entry]: Entry[K] extends boolean ? boolean : K extends 'modes' ? string[] : string
}
export type EntryErrors = Partial<Record<keyof Entry, string>>

export const genders = ['woman', 'man', 'other'] as const
export type Gender = (typeof genders)[number]
export const modes = ['video', 'phone'] as const
export const mostADay = 8
export const gaps = [15, 30, 45, 60] as const

/** An entry as its coach would type it. */
export const typedFrom = (entry: Entry): TypedEntry => ({
  ...entry,
  gender: entry.gender ?? '',
  languages: languageWords(entry.languages),
  meetingLink: entry.meetingLink ?? '',
  dailyCap: String(entry.dailyCap),
  gapMinutes: String(entry.gapMinutes),
})

/** Reads an entry as typed, or says what is wrong with each part of it. */
export function readEntry(typed: TypedEntry): { entry: Entry; errors: null } | { entry: null; errors: EntryErrors } {
  const named = readName(typed.name)
  const spoken = readLanguages(typed.languages)
  const link = typed.meetingLink.trim()
  const chosen = modes.filter((mode) => typed.modes.includes(mode))
  const dailyCap = Number(typed.dailyCap)
  const gapMinutes = gaps.find((gap) => String(gap) === typed.gapMinutes.trim())
  const errors = said({
    name: 'refusal' in named && nameSentences[named.refusal],
    background: whyNotText(typed.background, 'what you did before, such as practice nurse', 200),
    biography: typed.biography.length > 2_000 && 'About you must be 2,000 characters or fewer',
    gender:
      typed.gender !== '' && !genders.some((gender) => gender === typed.gender) && 'Select a gender from the list',
    languages:
      'unknown' in spoken
        ? `We do not know a language called ${spoken.unknown}. Write it as in: English, Punjabi`
        : spoken.tags.length === 0 && 'Enter the languages in which you coach',
    modes: chosen.length === 0 && 'Select how you talk',
    meetingLink: whyNotLink(link, chosen.includes('video')),
    dailyCap:
      !(/^\d$/.test(typed.dailyCap.trim()) && dailyCap >= 1 && dailyCap <= mostADay) &&
      `Enter how many sessions you take in a day, from 1 to ${mostADay}`,
    gapMinutes: gapMinutes === undefined && 'Select the gap after each session',
  })
  if (errors) return { entry: null, errors }
  return {
    entry: {
      name: (named as { name: string }).name,
      background: typed.background.trim(),
      biography: typed.biography.trim(),
      gender: typed.gender || null,
      languages: (spoken as { tags: string[] }).tags,
      ethnicallyDiverse: typed.ethnicallyDiverse,
      modes: chosen,
      meetingLink: link || null,
      dailyCap,
      gapMinutes: gapMinutes!,
    },
    errors: null,
  }
}

function whyNotText(text: string, what: string, most: number): string | false {
  if (text.trim() === '') return `Enter ${what}`
  if (/[\p{Cc}\p{Cs}]/u.test(text)) return 'This has a character in it that we cannot keep. Type it again'
  return text.length > most && `This must be ${most} characters or fewer`
}

function whyNotLink(link: string, needed: boolean): string | false {
  if (link === '') return needed && 'Enter the address of your video room, or choose phone alone'
  return !isMeetingLink(link) && 'Enter an address that begins with https://, without a name or password in it'
}

function said(all: Partial<Record<keyof Entry, string | false>>): EntryErrors | null {
  const wrong = Object.entries(all).filter(([, words]) => words !== false)
  return wrong.length > 0 ? (Object.fromEntries(wrong) as EntryErrors) : null
}
