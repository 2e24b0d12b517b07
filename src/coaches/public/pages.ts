import { html, type Piece, type SafeHtml } from '#lib/html'
import { civilDate, dateWords } from '#lib/time'
import { button, checkboxes, fileUpload, insetText, textarea } from '#nhsuk'
import { layout, type FieldErrors } from '#web'
import { formPage } from '../pages/parts.ts'
import { paragraphsOf } from './rules.ts'
import type { versionsOf } from './queries.ts'

export type Version = Awaited<ReturnType<typeof versionsOf>>[number]

export const path = '/team/profile/page'

const on = (at: Temporal.Instant) => dateWords(civilDate(at))

/** What a coach's page says, as it is read. */
export const written = (biography: string): Piece => paragraphsOf(biography).map((part) => html`<p>${part}</p>`)

/** How a coach's public page stands: what everybody reads, what waits, and what was before. */
export function ownPage({
  coach,
  versions,
}: {
  coach: { id: string; name: string }
  versions: readonly Version[]
}): SafeHtml {
  const waiting = versions.find(({ state }) => state === 'waiting')
  const standing = versions.find(({ state }) => state === 'accepted')
  const [last] = versions
  return layout({
    title: 'Your public page',
    back: '/team/profile',
    team: { name: coach.name },
    body: html`<h1 class="nhsuk-heading-l">Your public page</h1>
      <p>
        Everybody can read it before they book: what you write, a photo if you like, and what your provider holds: your
        accreditation, languages and services. Your provider reads each change first. Until they accept it, what is public stays.
      </p>
      ${last?.state === 'returned' && insetText({ html: html`<p>Sent back on ${on(last.decidedAt!)}: ${last.answer}</p>` })}
      ${waiting && part('Waits for your provider', `Sent on ${on(waiting.writtenAt)}`, waiting)}
      ${
        standing
          ? html`${part('Public now', `Since ${on(standing.decidedAt!)}`, standing)}
            <p><a href="/coaches/${coach.id}">See it as everybody does</a></p>`
          : html`<h2 class="nhsuk-heading-m">Public now</h2><p>Nothing. You have no public page.</p>`
      }
      ${button({ text: waiting || standing ? 'Change it' : 'Write it', href: `${path}/change` })}
      ${
        (waiting || standing) &&
        html`<form method="post" action="${path}/down" novalidate>
            ${button({ text: 'Take it down', variant: 'secondary', preventDoubleClick: true })}
          </form>
          <p>Then it is gone at once, with what waits; browsers that showed your photo may keep it for ten minutes. You can write it again.</p>`
      }
      ${versions.length > 0 && history(versions)}`,
  })
}

const part = (title: string, when: string, { biography, photo }: Version) =>
  html`<h2 class="nhsuk-heading-m">${title}</h2>
    <p>${when}.</p>
    ${photo !== null && html`<p><img class="app-photo" src="${path}/photo/${photo}" alt="Your photo"></p>`}
    ${written(biography)}`

const history = (versions: readonly Version[]) =>
  html`<h2 class="nhsuk-heading-m">All versions</h2>
    <ul class="nhsuk-list">
      ${versions.map((one) => html`<li>${on(one.writtenAt)}: version ${one.number}, ${became(one)}</li>`)}
    </ul>`

function became({ state, photo, decidedAt, endedAt }: Version): string {
  const withPhoto = photo === null ? '' : 'with a photo, '
  const accepted = decidedAt ? `accepted on ${on(decidedAt)}, ` : ''
  const words: Record<string, string> = {
    waiting: 'waits to be read',
    accepted: `${accepted}public`,
    returned: `sent back on ${decidedAt ? on(decidedAt) : ''}`,
    replaced: `${accepted}replaced on ${endedAt ? on(endedAt) : ''}`,
    'taken-down': `${accepted}taken down on ${endedAt ? on(endedAt) : ''}`,
  }
  return `${withPhoto}${words[state] ?? state}`
}

export type WritePage = {
  team: string
  typed: { biography: string; without: boolean }
  /** Whether there is a photo that stays unless another is chosen. */
  hasPhoto: boolean
  errors: FieldErrors
}

/** The form by which a coach writes their page. */
export const writePage = ({ team, typed, hasPhoto, errors }: WritePage): SafeHtml =>
  formPage({
    title: 'Write your public page',
    team,
    back: path,
    action: `${path}/change`,
    errors,
    withFile: true,
    before: html`<p>Everybody can read it, clients and others. Leave out what you would not want an employer or a stranger to know.</p>`,
    fields: html`${textarea({
      id: 'biography',
      name: 'biography',
      value: typed.biography,
      rows: '10',
      label: { text: 'About you', size: 's' },
      hint: {
        text: 'Plain words, up to 2,000 characters. Who you were before, what people bring to you, how you work',
      },
      errorMessage: errors['biography'],
    })}
      ${fileUpload({
        id: 'photo',
        name: 'photo',
        label: { text: hasPhoto ? 'Another photo (optional)' : 'A photo of you (optional)', size: 's' },
        hint: {
          text: 'JPEG or PNG, 1 MB at most. Where and when it was taken is removed from the file. If we ask you to change something, choose it again',
        },
        attributes: { accept: '.jpg,.jpeg,.png,image/jpeg,image/png' },
        errorMessage: errors['photo'],
      })}
      ${
        hasPhoto &&
        checkboxes({
          idPrefix: 'without',
          name: 'without',
          values: typed.without ? ['yes'] : [],
          items: [{ value: 'yes', text: 'Show no photo' }],
        })
      }`,
    submit: 'Send to your provider',
  })
