import { html, type Piece, type SafeHtml } from '#lib/html'
import { phoneLink, textLink } from '#lib/phone'
import { clockMinutes, clockWords } from '#lib/time'
import type { Service } from '#organisations'
import type { Helpline } from '../pages/urgent-help.ts'
import { helpKeys, type Fact, type HelpKey, type PlainText } from './text.ts'

export type KnownHelpline = Helpline & { key: string }

/** What texts name and none of them has typed in. */
export type PlainFacts = {
  /** "08:00". */
  opens: string
  closes: string
  minutes: number
  /** Hours that it takes to find an interpreter. */
  hours: number
  phone: string | null
  helplines: readonly KnownHelpline[]
}

type Asked = Pick<Service, 'key' | 'opens' | 'closes' | 'minutes' | 'interpreterNoticeHours'>

/** The facts of the services as they are offered now: those of wellbeing coaching, and the hours of all of them. */
export function factsOf(
  services: readonly Asked[],
  help: { phone: string | null; helplines: readonly KnownHelpline[] },
): PlainFacts {
  const first = services.find(({ key }) => key === 'lay-too') ?? services[0]!
  const sorted = services.toSorted((a, b) => clockMinutes(a.opens) - clockMinutes(b.opens))
  const last = services.toSorted((a, b) => clockMinutes(b.closes) - clockMinutes(a.closes))
  return {
    opens: sorted[0]!.opens,
    closes: last[0]!.closes,
    minutes: first.minutes,
    hours: first.interpreterNoticeHours,
    phone: help.phone,
    helplines: help.helplines,
  }
}

type Values = Partial<Record<Fact, Piece>>

/** A line with its facts, or null where one of them is not known: then there is nothing to say. */
export function filled(line: string, values: Values): SafeHtml | null {
  const parts = line.split(/\{(\w+)\}/)
  const pieces = parts.map((part, i) => (i % 2 === 0 ? part : values[part as Fact]))
  return pieces.some((piece) => piece === null || piece === undefined) ? null : html`${pieces}`
}

/** The facts as they stand in a text: figures run from left to right in every language. */
export function valuesIn({ lang }: Pick<PlainText, 'lang'>, facts: PlainFacts): Values {
  const time = (clock: string) => (lang.startsWith('en') ? clockWords(clockMinutes(clock)) : ltr(clock))
  return {
    opens: time(facts.opens),
    closes: time(facts.closes),
    minutes: facts.minutes,
    hours: facts.hours,
    phone: facts.phone === null ? null : ltr(phoneLink(facts.phone)),
  }
}

/** The urgent helplines of a text, in their order: by its own sentence, or in their own words where it has none. */
export const helpIn = (text: PlainText, { helplines }: PlainFacts): SafeHtml[] =>
  helplines.filter(({ urgent }) => urgent).flatMap((line) => sentenceOf(text, line) ?? inOwnWords(line))

function sentenceOf(text: PlainText, { key, phone, textTo }: KnownHelpline): SafeHtml | null {
  const number = phone ? ltr(phoneLink(phone)) : textTo && ltr(textLink(textTo))
  return isHelpKey(key) && number ? filled(text.help[key], { number }) : null
}

const inOwnWords = ({
  name,
  words,
  phone,
  textTo,
  url,
}: KnownHelpline): SafeHtml => html`<span lang="en-GB" dir="ltr">${name}:
  ${words} ${phone ? phoneLink(phone) : textTo ? textLink(textTo) : html`<a href="${url}" rel="noreferrer">${url}</a>`}</span>`

const isHelpKey = (key: string): key is HelpKey => helpKeys.some((one) => one === key)
const ltr = (piece: Piece): SafeHtml => html`<bdi dir="ltr">${piece}</bdi>`
