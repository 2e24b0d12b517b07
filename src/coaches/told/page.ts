import { html, type SafeHtml } from '#lib/html'
import { button, checkboxes, input } from '#nhsuk'
import { layout, type FieldErrors } from '#web'
import { formPage } from '../pages/parts.ts'
import type { TypedWays } from './rules.ts'

export type ToldPage = {
  team: string
  email: string
  /** The last two digits of the number that we have; null without one. */
  ending: string | null
  typed: TypedWays
  errors: FieldErrors
}

const title = 'How we tell you of sessions'
const action = '/team/profile/told'
const back = '/team/profile'

/** Asks a coach by which ways they are told of each new, moved or cancelled session. */
export const toldPage = ({ team, email, ending, typed, errors }: ToldPage): SafeHtml =>
  formPage({
    title,
    team,
    back,
    action,
    errors,
    before: html`<p>We tell you at once of each session that is new, moved or cancelled. We never say who it is with.</p>`,
    fields: html`
      ${checkboxes({
        idPrefix: 'ways',
        name: 'ways',
        fieldset: { legend: { text: 'Tell me by', size: 's' } },
        errorMessage: errors['ways'],
        items: [
          { value: 'mail', text: `Mail to ${email}`, checked: typed.mail },
          {
            value: 'text',
            text: 'Text message',
            checked: typed.text,
            conditional: {
              html: input({
                id: 'phone',
                name: 'phone',
                type: 'tel',
                value: typed.phone,
                label: { text: 'Mobile number' },
                hint: {
                  text:
                    ending === null
                      ? 'No client and no colleague sees it'
                      : `We have the number ending in ${ending}. Leave this empty to keep it`,
                },
                autocomplete: 'tel',
                classes: 'nhsuk-input--width-20',
                errorMessage: errors['phone'],
              }),
            },
          },
        ],
      })}
      <p>
        From 9pm to 8am a text waits for the morning, unless it is about a start before the next midday. Mail never waits. If you stop
        texts, we delete your number.
      </p>
    `,
    submit: 'Save',
  })

/** The same where nobody is texted. A number that was given before can be taken away. */
export const noTextsPage = ({ team, email, ending }: Pick<ToldPage, 'team' | 'email' | 'ending'>): SafeHtml =>
  layout({
    title,
    back,
    team: { name: team },
    body: html`<h1 class="nhsuk-heading-l">${title}</h1>
      <p>We tell you at once of each session that is new, moved or cancelled, by mail to ${email}.</p>
      <p>Text messages are not set up here.</p>
      ${
        ending !== null &&
        html`<p>You gave us a mobile number that ends in ${ending}. We do not use it.</p>
          <form method="post" action="${action}" novalidate>
            <input type="hidden" name="ways" value="mail">
            ${button({ text: 'Delete my number', variant: 'secondary', preventDoubleClick: true })}
          </form>`
      }`,
  })
