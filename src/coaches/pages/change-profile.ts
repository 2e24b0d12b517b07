import { html, type SafeHtml } from '#lib/html'
import { checkboxes, input, radios } from '#nhsuk'
import type { FieldErrors } from '#web'
import { gaps, genders, modes, mostADay, type TypedEntry } from '../entry.ts'
import { genderWords } from '../words.ts'
import { formPage } from './parts.ts'

export type ChangeProfilePage = { team: string; typed: TypedEntry; errors: FieldErrors }

/** Asks a coach for what they themselves decide about their entry. */
export const changeProfilePage = ({ team, typed, errors }: ChangeProfilePage): SafeHtml =>
  formPage({
    title: 'Change your profile',
    team,
    back: '/team/profile',
    action: '/team/profile/change',
    errors,
    fields: html`
      <h2 class="nhsuk-heading-m">What clients can read</h2>
      ${input({ id: 'name', name: 'name', value: typed.name, label: label('Name'), spellcheck: false, autocomplete: 'name', errorMessage: errors['name'] })}
      ${input({
        id: 'background',
        name: 'background',
        value: typed.background,
        label: label('Background'),
        hint: { text: 'What you did before, in a few words. For example, former practice nurse' },
        errorMessage: errors['background'],
      })}
      ${input({
        id: 'languages',
        name: 'languages',
        value: typed.languages,
        label: label('Languages in which you coach'),
        hint: { text: 'With commas between. For example, English, Punjabi, British Sign Language' },
        errorMessage: errors['languages'],
      })}
      ${radios({
        idPrefix: 'gender',
        name: 'gender',
        fieldset: legend('Gender'),
        hint: { text: 'Some people ask for a coach of one gender' },
        value: typed.gender,
        errorMessage: errors['gender'],
        items: [...genders.map((value) => ({ value, text: genderWords(value)! })), { value: '', text: 'I do not say' }],
      })}
      ${checkboxes({
        idPrefix: 'listed',
        name: 'listed',
        fieldset: legend('Ethnically diverse coaches'),
        hint: {
          text: 'People can ask for a coach from an ethnically diverse background. It is your choice alone, and you can change it at any time',
        },
        items: [{ value: 'yes', text: 'List me', checked: typed.ethnicallyDiverse }],
      })}
      <h2 class="nhsuk-heading-m">How you work</h2>
      ${checkboxes({
        idPrefix: 'modes',
        name: 'modes',
        fieldset: legend('How you talk'),
        errorMessage: errors['modes'],
        items: modes.map((mode) => ({
          name: `mode-${mode}`,
          value: 'yes',
          text: mode === 'video' ? 'By video' : 'By phone',
          checked: typed.modes.includes(mode),
        })),
      })}
      ${input({
        id: 'link',
        name: 'link',
        value: typed.meetingLink,
        type: 'url',
        inputmode: 'url',
        label: label('Your own room for video'),
        hint: { text: 'Its address. Join leads there, for you and for your clients' },
        autocomplete: 'off',
        spellcheck: false,
        errorMessage: errors['link'],
      })}
      ${input({
        id: 'cap',
        name: 'cap',
        value: typed.dailyCap,
        inputmode: 'numeric',
        width: 2,
        label: label('Most sessions a day'),
        hint: { text: `From 1 to ${mostADay}` },
        autocomplete: 'off',
        errorMessage: errors['cap'],
      })}
      ${radios({
        idPrefix: 'gap',
        name: 'gap',
        fieldset: legend('Gap after each session'),
        value: typed.gapMinutes,
        errorMessage: errors['gap'],
        items: gaps.map((gap) => ({ value: String(gap), text: `${gap} minutes` })),
      })}
      <p>Sessions that are booked already stay as they are.</p>
    `,
    submit: 'Save',
  })

const label = (text: string) => ({ text, size: 's' as const })
const legend = (text: string) => ({ legend: { text, size: 's' as const } })
