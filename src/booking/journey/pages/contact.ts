import { html, type Piece } from '#lib/html'
import { phoneLink } from '#lib/phone'
import { checkboxes, details, input } from '#nhsuk'
import type { ContactErrors, Typed } from '../contact-rules.ts'
import { keptCaption, question } from './question.ts'

const title = 'Where should we send the details?'

export type ContactFields = {
  typed: Typed
  mode: 'video' | 'phone'
  textSender: boolean
  /** The programme's own number, for somebody who has neither a mobile nor an address. */
  phoneLine: string | null
  errors?: ContactErrors
}

export const contactPage = ({ kept, ...page }: ContactFields & { kept: string | undefined }) =>
  question({
    title,
    action: '/book/contact',
    back: '/book/time',
    errors: page.errors ?? {},
    body: html`${keptCaption(kept)}
      <h1 class="nhsuk-heading-l">${title}</h1>
      ${contactFields(page)}`,
  })

/** The fields of name and contacts; the same wherever they are asked. Without scripts all of them are in sight. */
export const contactFields = (page: ContactFields): Piece => html`
  ${input({
    id: 'name',
    name: 'name',
    value: page.typed.name,
    label: { text: 'What should we call you?', size: 's' },
    hint: { text: 'A first name or any name' },
    autocomplete: 'given-name',
    spellcheck: false,
    errorMessage: page.errors?.name,
  })}
  ${page.textSender ? byTextOrMail(page) : byMail(page)}
`

function byTextOrMail(page: ContactFields): Piece {
  const { typed, mode, errors = {} } = page
  const toCall = mode === 'phone'
  return html`
    ${toCall && phone(page, 'Phone number', `${callsWords}. If it is a mobile, we text it 10 minutes before`)}
    ${checkboxes({
      idPrefix: 'by',
      name: 'by',
      fieldset: { legend: { text: 'How should we send the details?', size: 's' } },
      hint: {
        text: `Choose one or both. With both, the details come by email${toCall ? '' : ', and a text 10 minutes before'}`,
      },
      values: [...typed.by],
      errorMessage: errors.by,
      items: [
        {
          value: 'text',
          text: 'Text message',
          ...(toCall
            ? {
                hint: { text: 'To the number above, if it is a mobile' },
                conditional: { html: html`${anyTime(typed)}` },
              }
            : {
                conditional: {
                  html: html`${phone(page, 'Mobile number', 'Your coach can also call it if the video fails')}
                    ${anyTime(typed)}`,
                },
              }),
        },
        { value: 'email', text: 'Email', conditional: { html: html`${email(page, 'Email address')}` } },
        { divider: 'or' },
        {
          value: 'neither',
          text: 'I have neither',
          exclusive: true,
          conditional: { html: html`<p>${neitherWords(page.phoneLine)}</p>` },
        },
      ],
    })}
  `
}

const callsWords = 'Your coach calls this number. They see it only around your appointment'

/** Reminders by text stay away at night; somebody who works then may want them. */
const anyTime = ({ anyTime: ticked }: Typed): Piece =>
  checkboxes({
    idPrefix: 'any-time',
    name: 'any-time',
    classes: 'nhsuk-checkboxes--small',
    values: ticked ? ['yes'] : [],
    items: [
      {
        value: 'yes',
        text: 'Text me at any time, also at night',
        hint: { text: 'Otherwise reminders come between 8am and 9pm' },
      },
    ],
  })

/** Where no texts are sent, an address is needed. */
const byMail = (page: ContactFields): Piece => html`
  ${email(page, 'Email address')}
  ${
    page.mode === 'phone'
      ? phone(page, 'Phone number', callsWords)
      : phone(page, 'Phone number (optional)', 'Your coach can call it if the video fails')
  }
  ${details({ summaryText: 'I have no email address', html: html`<p>${neitherWords(page.phoneLine)}</p>` })}
`

const neitherWords = (line: string | null): Piece =>
  line
    ? html`You can book by phone instead: call ${phoneLink(line)}.`
    : 'Somebody you trust can give their mobile number or email address for you. Our messages say only that there is an appointment.'

const email = ({ typed, errors }: ContactFields, label: string) =>
  input({
    id: 'email',
    name: 'email',
    value: typed.email,
    type: 'email',
    label: { text: label, size: 's' },
    hint: { text: 'A personal one is best: work inboxes can be seen at work' },
    autocomplete: 'email',
    spellcheck: false,
    errorMessage: errors?.email,
  })

const phone = ({ typed, errors }: ContactFields, label: string, hint: string) =>
  input({
    id: 'phone',
    name: 'phone',
    value: typed.phone,
    type: 'tel',
    inputmode: 'tel',
    label: { text: label, size: 's' },
    hint: { text: hint },
    autocomplete: 'tel',
    classes: 'nhsuk-input--width-20',
    errorMessage: errors?.phone,
  })
