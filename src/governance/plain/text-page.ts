import { html, type SafeHtml } from '#lib/html'
import { dateWords, fullWhenWords } from '#lib/time'
import { button, checkboxes, input } from '#nhsuk'
import { digestOf, plainView, type PlainFacts, type PlainText } from '#information'
import { dateFields, type FieldErrors } from '#web'
import { act, listed, staffPage } from '../pages/parts.ts'
import type { Team } from '../turn.ts'
import type { Review } from './list-page.ts'
import type { TypedCheck } from './typed.ts'

export type TextPage = {
  team: Team
  home: string
  text: PlainText
  facts: PlainFacts
  /** The check of this very wording, where there is one. */
  review: Review | null
  reviews: readonly Review[]
  typed: TypedCheck
  errors: FieldErrors
}

/** One text as clients would see it, who checked it, and the form that records a check. */
export const textPage = ({ team, home, text, facts, review, reviews, typed, errors }: TextPage): SafeHtml =>
  staffPage({
    title: text.english,
    caption: `Version ${text.version}, written on ${dateWords(Temporal.PlainDate.from(text.writtenOn))}`,
    team,
    back: home,
    wide: true,
    errors: review ? {} : errors,
    body: html`
      <div class="app-framed">${plainView({ text, facts, checked: review !== null, level: 2 })}</div>
      ${review ? html`<p>This version is checked: clients see it.</p>` : form({ home, text, typed, errors })}
      ${listed({
        caption: 'Who checked it',
        head: ['Version', 'Who', 'When', 'Recorded', 'Change'],
        rows: reviews.map((one) => [
          one.digest === digestOf(text) ? `${one.version}, this one` : String(one.version),
          html`<bdi>${one.checkedBy}</bdi>`,
          dateWords(Temporal.PlainDate.from(one.checkedOn)),
          html`<bdi>${one.recordedBy}</bdi>, ${fullWhenWords(one.recordedAt)}`,
          one.withdrawnAt
            ? html`Taken back by <bdi>${one.withdrawnBy}</bdi>, ${fullWhenWords(one.withdrawnAt)}`
            : act(`${home}/${text.key}/withdraw/${one.id}`, 'Take it back', `version ${one.version}, ${one.checkedBy}`),
        ]),
        none: 'Nobody has checked a version of this text.',
        limit: 500,
      })}`,
  })

const form = ({ home, text, typed, errors }: Pick<TextPage, 'home' | 'text' | 'typed' | 'errors'>) => html`
  <h2 class="nhsuk-heading-m">Record a check</h2>
  <form method="post" action="${home}/${text.key}" novalidate>
    <input type="hidden" name="digest" value="${digestOf(text)}">
    ${input({
      id: 'by',
      name: 'by',
      value: typed.by,
      label: { text: 'Who checked it' },
      hint: {
        text: 'Their name, and why they can: a translator, or people who use easy read. It is shown to those who run the programme alone',
      },
      autocomplete: 'off',
      errorMessage: errors['by'],
    })}
    ${dateFields('on', 'On which day', typed.on, errors)}
    ${checkboxes({
      idPrefix: 'whole',
      name: 'whole',
      values: typed.whole ? ['yes'] : [],
      errorMessage: errors['whole'],
      items: [{ value: 'yes', text: 'They read all of this version, with its numbers, and found it right' }],
    })}
    ${button({ text: 'Record the check', preventDoubleClick: true })}
  </form>`
