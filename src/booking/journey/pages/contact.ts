import { html } from '#lib/html'
import { input } from '#nhsuk'
import { emailSentences, nameSentences, normaliseEmail, normalisePhone, phoneSentences, readName } from '#identity'
import type { Answers } from '../answers.ts'
import { question, type Errors } from './question.ts'

const title = 'Where should we send the details?'

export type Typed = { name: string; email: string; phone: string }

export type ContactPage = {
  typed: Typed
  mode: 'video' | 'phone'
  textSender: boolean
  errors?: Errors
}

export const contactPage = ({ typed, mode, textSender, errors = {} }: ContactPage) =>
  question({
    title,
    action: '/book/contact',
    back: '/book/time',
    errors,
    body: html`<h1 class="nhsuk-heading-l">${title}</h1>
      ${contactFields({ typed, mode, textSender, errors })}`,
  })

/** The fields of name and contacts; the same wherever they are asked. */
export const contactFields = ({ typed, mode, textSender, errors = {} }: ContactPage) => html`
      ${input({
        id: 'name',
        name: 'name',
        value: typed.name,
        label: { text: 'What should we call you?', size: 's' },
        hint: { text: 'A first name or any name' },
        autocomplete: 'given-name',
        spellcheck: false,
        errorMessage: errors['name'],
      })}
      ${input({
        id: 'email',
        name: 'email',
        value: typed.email,
        type: 'email',
        label: {
          text: textSender ? 'Email address (optional if you give a mobile number)' : 'Email address',
          size: 's',
        },
        hint: { text: 'A personal one is best: work inboxes can be seen at work' },
        autocomplete: 'email',
        spellcheck: false,
        errorMessage: errors['email'],
      })}
      ${input({
        id: 'phone',
        name: 'phone',
        value: typed.phone,
        type: 'tel',
        inputmode: 'tel',
        label: { text: mode === 'phone' ? 'Phone number' : 'Phone number (optional)', size: 's' },
        hint: {
          text:
            mode === 'phone'
              ? 'Your coach calls this number. They see it only around your appointment'
              : 'For a text 10 minutes before, and if the video fails',
        },
        autocomplete: 'tel',
        classes: 'nhsuk-input--width-20',
        errorMessage: errors['phone'],
      })}
    `

/** Reads name and contacts, normalised, or says what is wrong with each. */
export function readContact(
  { name, email, phone }: Typed,
  mode: 'video' | 'phone',
  textSender: boolean,
): Pick<Answers, 'name' | 'email' | 'phone'> | { errors: Errors } {
  const errors: Record<string, string> = {}
  const named = readName(name)
  if ('refusal' in named) errors['name'] = nameSentences[named.refusal]
  const mailed = email === '' ? null : normaliseEmail(email)
  const rung = phone === '' ? null : normalisePhone(phone)
  if (mailed && 'refusal' in mailed) errors['email'] = emailSentences[mailed.refusal]
  if (rung && 'refusal' in rung) errors['phone'] = phoneSentences[rung.refusal]
  if (!rung && mode === 'phone') errors['phone'] = 'Enter the phone number that your coach should call'
  if (!mailed && (!textSender || (!rung && mode !== 'phone'))) errors['email'] = 'Enter an email address'
  if (Object.keys(errors).length > 0) return { errors }
  return {
    name: (named as { name: string }).name,
    ...(mailed && 'email' in mailed ? { email: mailed.email } : {}),
    ...(rung && 'phone' in rung ? { phone: rung.phone } : {}),
  }
}
