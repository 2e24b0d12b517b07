import { codeOfPlace, seenOf, type Desk, type NewClient, type Search, type Wish } from '#booking'
import { genders } from '#coaches'
import {
  emailSentences,
  nameSentences,
  normaliseEmail,
  normalisePhone,
  phoneSentences,
  readName,
  takesTexts,
} from '#identity'
import { field, fields, type FieldErrors, type Visit } from '#web'

/** What whoever takes the call has typed so far. Everything comes back as it was. */
export type Typed = {
  service: string
  mode: string
  adjustments: readonly string[]
  language: string
  gender: string
  /** The number of a time in the list as it was shown, and the starts of that list. */
  number: string
  slots: readonly string[]
  name: string
  phone: string
  email: string
  area: string
  /** What was typed to find where they work, which of what was found, and of which words it was said that they lead nowhere. */
  workplace: string
  place: string
  seen: string
  agreed: boolean
  /** The time that is kept; empty before one is. */
  hold: string
  /** What was asked for when it was last counted. */
  counted: string
}

const longest = 400
const typedIn = (visit: Visit, name: string) => field(visit, name).slice(0, longest)

export const readTyped = (visit: Visit): Typed => ({
  service: typedIn(visit, 'service'),
  mode: typedIn(visit, 'mode'),
  adjustments: fields(visit, 'adjustments').slice(0, 10),
  language: typedIn(visit, 'language'),
  gender: typedIn(visit, 'gender'),
  number: typedIn(visit, 'number').trim(),
  slots: typedIn(visit, 'slots').split(' ').filter(Boolean),
  name: typedIn(visit, 'name'),
  phone: typedIn(visit, 'phone'),
  email: typedIn(visit, 'email'),
  area: typedIn(visit, 'area'),
  workplace: typedIn(visit, 'workplace').trim(),
  place: typedIn(visit, 'place'),
  seen: typedIn(visit, 'seen'),
  agreed: field(visit, 'agreed') === 'yes',
  hold: typedIn(visit, 'hold'),
  counted: typedIn(visit, 'counted'),
})

/** A call that has just come in: wellbeing, by telephone, as most who call would have it. */
export const nothingTyped: Typed = {
  service: '',
  mode: 'phone',
  adjustments: [],
  language: '',
  gender: '',
  number: '',
  slots: [],
  name: '',
  phone: '',
  email: '',
  area: '',
  workplace: '',
  place: '',
  seen: '',
  agreed: false,
  hold: '',
  counted: '',
}

/** What the caller asks for. What is not offered is the first that is. */
export function wishOf(typed: Typed, desk: Desk): Wish {
  const services = desk.services()
  const service = services.find(({ key }) => key === typed.service) ?? services[0]!
  const mode = service.modes.find((one) => one === typed.mode) ?? service.modes[0]!
  const gender = genders.find((one) => one === typed.gender)
  return {
    service,
    mode,
    longer: typed.adjustments.includes('longer'),
    interpreter: typed.adjustments.some((one) => one === 'bsl' || one === 'interpreter'),
    ...(service.ethnicallyDiverse ? { ethnicallyDiverse: true } : {}),
    ...(desk.languages().includes(typed.language) ? { language: typed.language } : {}),
    ...(gender ? { gender } : {}),
  }
}

/** What of the words for a workplace leads nowhere. Said once: sent again as they are, they are left at that. */
export function placeErrors(search: Search | null, seen: string): FieldErrors {
  if (!search || search.place !== '' || seenOf(search) === seen) return {}
  return search.found.length === 0
    ? { workplace: 'We found nothing by these words. Change them, or go on without' }
    : { place: 'Select which of these is where they work, or go on without' }
}

type Given = Omit<NewClient, 'contactHashes' | 'place'>

/**
 * Whoever calls, as the booking keeps them, or what is wrong. Confirmations go by email where there is an address, else to a
 * mobile; who has neither is told on the telephone alone, and then the session is by telephone.
 */
export function readCaller(
  typed: Typed,
  {
    mode,
    textSender,
    known,
    boards,
    search,
  }: {
    mode: string
    textSender: boolean
    known: readonly string[]
    boards: readonly string[]
    search: Search | null
  },
): Given | { errors: FieldErrors } {
  const named = readName(typed.name)
  const mailed = typed.email.trim() === '' ? null : normaliseEmail(typed.email)
  const rung = typed.phone.trim() === '' ? null : normalisePhone(typed.phone)
  const phone = rung && 'phone' in rung ? rung.phone : null
  const email = mailed && 'email' in mailed ? mailed.email : null
  const texts = phone !== null && textSender && takesTexts(phone)
  const errors: Record<string, string> = {}
  if ('refusal' in named) errors['name'] = nameSentences[named.refusal]
  if (rung && 'refusal' in rung) errors['phone'] = phoneSentences[rung.refusal]
  else if (!rung && mode === 'phone') errors['phone'] = 'Enter the phone number that their coach should call'
  else if (!rung && !mailed) errors['phone'] = 'Enter a mobile number, or an email address'
  else if (mode === 'video' && !mailed && !texts)
    errors['phone'] = 'Texts cannot reach this number. Enter a mobile number, or an email address as well'
  if (mailed && 'refusal' in mailed) errors['email'] = emailSentences[mailed.refusal]
  if (typed.area !== '' && !boards.includes(typed.area)) errors['area'] = 'Select an area from the list'
  Object.assign(errors, placeErrors(search, typed.seen))
  if (!typed.agreed) errors['agreed'] = 'Read it out, and tick the box once they agree'
  if (Object.keys(errors).length > 0 || 'refusal' in named) return { errors }
  return {
    name: named.name,
    email,
    phone,
    channel: email === null && texts ? 'text' : 'email',
    adjustments: [...new Set(typed.adjustments)].filter((one) => one !== 'longer' && known.includes(one)),
    area: typed.area === '' ? areaOfPlace(search, boards) : typed.area,
    settingKey: null,
    roleGroupKey: null,
  }
}

/** The area of a workplace, where nobody chose another. */
const areaOfPlace = (search: Search | null, boards: readonly string[]): string | null => {
  const board = search?.found.find(({ code }) => code === codeOfPlace(search))?.boardCode
  return board && boards.includes(board) ? board : null
}

/** How the confirmation goes: said once it is booked. */
export const confirmedBy = ({ email, channel }: Given): 'email' | 'text' | 'nothing' =>
  channel === 'text' ? 'text' : email === null ? 'nothing' : 'email'
