import { html, type SafeHtml } from '#lib/html'
import { button, input } from '#nhsuk'
import type { changesOf, Programme } from '#organisations'
import type { FieldErrors } from '#web'
import { staffPage } from '../../pages/parts.ts'
import type { Team } from '../../turn.ts'
import { contacts, home } from '../paths.ts'
import { labels } from '../words.ts'
import { history } from './history.ts'
import { newerErrors, newerNotice } from './newer.ts'

export type TypedContacts = Record<keyof Programme, string>

export type ContactsPage = {
  team: Team
  now: Temporal.Instant
  version: number
  typed: TypedContacts
  errors: FieldErrors
  newer: boolean
  changes: Awaited<ReturnType<typeof changesOf>>
}

/** Where each of these is read. */
const hints: Readonly<Record<keyof Programme, string>> = {
  name: 'On the pages that say who is answerable',
  area: 'As said in a sentence, such as England',
  phone: 'On the start page and wherever clients are told to call. Leave it empty where there is none',
  dutyPhone: 'On coaches’ pages. Leave it empty where there is none',
  email: 'Where clients are told to write. Leave it empty where there is none',
  runBy: 'As said in a sentence',
  paidBy: 'As said in a sentence',
  controller: 'The data controller, in the privacy notice',
}

/** What the programme says of itself: names, ways to reach it, who runs it and who pays. */
export const contactsPage = ({ team, now, version, typed, errors, newer, changes }: ContactsPage): SafeHtml =>
  staffPage({
    title: 'Names and contacts',
    caption: `Version ${version}`,
    team,
    back: home,
    wide: true,
    errors: newer ? newerErrors : errors,
    body: html`
      ${newer && newerNotice()}
      <p>What you save is said from then on, within a minute on pages that are kept for when the database is away.</p>
      <form method="post" action="${contacts}" novalidate>
        <input type="hidden" name="version" value="${version}">
        ${contactFields.map((field) =>
          input({
            id: field,
            name: field,
            value: typed[field],
            label: { text: labels[field]! },
            hint: { text: hints[field] },
            type: field === 'email' ? 'email' : 'text',
            spellcheck: false,
            autocomplete: 'off',
            errorMessage: errors[field],
          }),
        )}
        ${button({ text: 'Save', preventDoubleClick: true })}
      </form>
      ${history(changes, now)}`,
  })

export const contactFields = Object.keys(hints) as readonly (keyof Programme)[]
