import {
  adjustmentWords,
  consentWords,
  needsInterpreter,
  seenMark,
  seenOf,
  whatForWords,
  whichPlace,
  workplaceInput,
  type Kept,
  type Search,
  type Wish,
} from '#booking'
import { genders, genderWords, languageName } from '#coaches'
import { html, type SafeHtml } from '#lib/html'
import { sentence } from '#lib/text'
import { timeWords, whenWords, type Millis } from '#lib/time'
import { button, checkboxes, details, input, insetText, radios, select } from '#nhsuk'
import type { FieldErrors } from '#web'
import { staffPage } from '../pages/parts.ts'
import type { Team } from '../turn.ts'
import type { Typed } from './caller.ts'
import { home } from './paths.ts'
import { goesOn, timesByNumber } from './times.ts'

export type CallPage = {
  team: Team
  now: Temporal.Instant
  typed: Typed
  wish: Wish
  /** What was found of where they work. */
  search: Search | null
  services: readonly { key: string; name: string }[]
  languages: readonly string[]
  boards: readonly { code: string; name: string; regionName: string }[]
  /** While no new booking is taken. */
  notice: SafeHtml | undefined
  slots: readonly Millis[]
  kept: Kept | null
  /** The last of the times shown, where there may be later ones. */
  later: Millis | null
  said: string | null
  errors: FieldErrors
}

/** Everything on one page: what for, how, when, who, what is read out, and one button. */
export const callPage = (page: CallPage): SafeHtml =>
  staffPage({
    title: 'Book for a caller',
    wide: true,
    team: page.team,
    back: '/team/operations',
    errors: page.errors,
    body: html`<p>They have an appointment already? <a href="${home}/find">Move or cancel it</a></p>
      ${page.said !== null && insetText({ text: page.said })}
      <form method="post" action="${home}" novalidate autocomplete="off">
        ${goesOn}
        <input type="hidden" name="hold" value="${page.typed.hold}">
        <input type="hidden" name="counted" value="${page.typed.counted}">
        <div class="nhsuk-grid-row">
        <div class="nhsuk-grid-column-one-half">${what(page)} ${page.notice ?? when(page)}</div>
        <div class="nhsuk-grid-column-one-half">${who(page)}
        <h2 class="nhsuk-heading-m">Read this out</h2>
        ${insetText({ html: consentWords({ unsure: false, phoneGiven: true, readOut: true }) })}
        ${checkboxes({
          idPrefix: 'agreed',
          name: 'agreed',
          values: page.typed.agreed ? ['yes'] : [],
          items: [{ value: 'yes', text: 'I have read this out and they agreed' }],
          errorMessage: page.errors['agreed'],
        })}
        ${button({ text: 'Book', name: 'act', value: 'book', preventDoubleClick: true })}
        </div></div>
      </form>`,
  })

const howWords = { video: 'By video', phone: 'By phone' } as const

const what = ({ typed, wish, services, languages }: CallPage): SafeHtml => html`
  ${radios({
    idPrefix: 'service',
    name: 'service',
    value: typed.service,
    classes: 'nhsuk-radios--small',
    fieldset: { legend: { text: 'What for?', size: 'm' } },
    items: services.map(({ key, name }) => ({ value: key, text: name })),
  })}
  ${radios({
    idPrefix: 'mode',
    name: 'mode',
    value: typed.mode,
    classes: 'nhsuk-radios--inline nhsuk-radios--small',
    fieldset: { legend: { text: 'How?', size: 'm' } },
    items: wish.service.modes.map((value) => ({ value, text: howWords[value] })),
  })}
  ${details({
    summaryText: 'Language, gender of the coach, help or changes',
    open: typed.adjustments.length > 0 || typed.language !== '' || typed.gender !== '',
    html: html`${select({
      id: 'language',
      name: 'language',
      label: { text: 'A coach who speaks' },
      value: typed.language,
      items: [
        { value: '', text: 'No preference' },
        ...languages.map((tag) => ({ value: tag, text: languageName(tag) })),
      ],
    })}
    ${select({
      id: 'gender',
      name: 'gender',
      label: { text: 'Gender of the coach' },
      value: typed.gender,
      items: [
        { value: '', text: 'No preference' },
        ...genders.map((value) => ({ value, text: genderWords(value) ?? '' })),
      ],
    })}
    ${checkboxes({
      idPrefix: 'adjustments',
      name: 'adjustments',
      values: [...typed.adjustments],
      classes: 'nhsuk-checkboxes--small',
      fieldset: { legend: { text: 'Help or changes', size: 's' } },
      items: Object.entries(adjustmentWords).map(([value, text]) => ({
        value,
        text:
          value === 'longer'
            ? `${text} (${wish.service.longerMinutes} minutes more)`
            : needsInterpreter([value])
              ? `${text} (from ${wish.service.interpreterNoticeHours} hours ahead)`
              : text,
      })),
    })}`,
  })}
  ${button({ text: 'Show times', name: 'act', value: 'times', variant: 'secondary', small: true })}`

/** The times by number, or the one that is kept. */
function when(page: CallPage): SafeHtml {
  const { kept, now, slots, typed, later, errors } = page
  if (kept)
    return html`<h2 class="nhsuk-heading-m" id="number">When?</h2>
      <p class="nhsuk-lede-text">${sentence(whenWords(kept.startsAt, now))}, by ${kept.mode}, with ${kept.coach}</p>
      <p>Nobody else can take it until ${timeWords(kept.expiresAt)}.</p>
      ${button({ text: 'Choose another time', name: 'act', value: 'other', variant: 'secondary', small: true })}`
  if (slots.length === 0)
    return html`<h2 class="nhsuk-heading-m" id="number" tabindex="-1">When?</h2>
      <p>Nothing is free for this. Try it another way, or without a preference.</p>`
  const hint = 'Type it and press Enter, or press a time. It is kept for 10 minutes.'
  return html`<h2 class="nhsuk-heading-m">When?</h2>
    ${timesByNumber({ now, slots, number: typed.number, hint, later, errors })}`
}

function who(page: CallPage): SafeHtml {
  const { typed, kept, errors } = page
  return html`
  <h2 class="nhsuk-heading-m">Who?</h2>
  ${input({
    id: 'name',
    name: 'name',
    value: typed.name,
    label: { text: 'What should we call them?' },
    hint: { text: 'A first name or any name' },
    autocomplete: 'off',
    spellcheck: false,
    errorMessage: errors['name'],
    attributes: kept && Object.keys(errors).length === 0 ? { autofocus: '' } : {},
  })}
  ${input({
    id: 'phone',
    name: 'phone',
    value: typed.phone,
    type: 'tel',
    inputmode: 'tel',
    label: { text: 'Phone number' },
    hint: { text: 'Their coach calls it. A mobile also gets the details, if there is no email address' },
    autocomplete: 'off',
    classes: 'nhsuk-input--width-20',
    errorMessage: errors['phone'],
  })}
  ${input({
    id: 'email',
    name: 'email',
    value: typed.email,
    type: 'email',
    label: { text: 'Email address, if they have one' },
    hint: { text: 'A personal one is best: work inboxes can be seen at work' },
    autocomplete: 'off',
    spellcheck: false,
    errorMessage: errors['email'],
  })}
  ${where(page)}`
}

/** Closed until they say: who books without it presses no key more. */
function where(page: CallPage): SafeHtml {
  const { typed, search, boards, errors } = page
  return details({
    summaryText: 'Where they work, if they say',
    open: typed.area !== '' || typed.workplace !== '' || 'area' in errors,
    html: html`${select({
      id: 'area',
      name: 'area',
      label: { text: 'Area' },
      value: typed.area,
      items: [
        { value: '', text: 'Not said' },
        ...boards.map(({ code, name, regionName }) => ({ value: code, text: `${name} (${regionName})` })),
      ],
      errorMessage: errors['area'],
    })}
    <p>For whoever asks what becomes of their workplace: “${whatForWords}”</p>
    ${workplaceInput(typed.workplace, errors)}
    ${search && isSaid(search, page) && seenMark(search)}
    ${search && search.found.length > 0 && whichPlace(search, errors)}`,
  })
}

/** That their words lead nowhere: now, or the time before. */
const isSaid = (search: Search, { typed, errors }: CallPage): boolean =>
  'workplace' in errors || 'place' in errors || seenOf(search) === typed.seen
