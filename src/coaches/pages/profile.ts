import { html, type SafeHtml } from '#lib/html'
import { button, summaryList } from '#nhsuk'
import { layout } from '#web'
import type { OwnProfile } from '../profile.ts'
import { waysWords } from '../told/rules.ts'
import { genderWords, languageWords, listed } from '../words.ts'

export type ProfilePage = {
  profile: OwnProfile
  serviceNames: readonly string[]
  texts: { ending: string; withMail: boolean } | null
}

/** What clients read about a coach, and what the programme holds besides, for the coach to check. */
export const profilePage = ({ profile, serviceNames, texts }: ProfilePage): SafeHtml =>
  layout({
    title: 'Your profile',
    back: '/team/times',
    team: { name: profile.name },
    body: html`
      <h1 class="nhsuk-heading-l">Your profile</h1>
      <h2 class="nhsuk-heading-m">What clients can read</h2>
      ${summaryList({
        rows: [
          row('Name', html`<bdi>${profile.name}</bdi>`),
          row('Background', profile.background),
          row('Languages', languageWords(profile.languages)),
          row('Gender', genderWords(profile.gender) ?? 'Not said'),
          row('Listed as ethnically diverse', profile.ethnicallyDiverse ? 'Yes, by your choice' : 'No'),
          row('How you talk', modeWords(profile.modes)),
          row('Services', listed(serviceNames)),
        ],
      })}
      ${button({ text: 'Your public page', href: '/team/profile/page', variant: 'secondary' })}
      <h2 class="nhsuk-heading-m">What we hold besides</h2>
      ${summaryList({
        rows: [
          row('Email address', profile.email),
          row('Provider', profile.provider),
          row('Your own room for video', profile.meetingLink ?? 'None'),
          row('Most sessions a day', String(profile.dailyCap)),
          row('Gap after each session', `${profile.gapMinutes} minutes`),
        ],
      })}
      ${button({ text: 'Change your profile', href: '/team/profile/change', variant: 'secondary' })}
      <p>Your email address, your provider and your services are kept by your provider: tell them if one is wrong.</p>
      <h2 class="nhsuk-heading-m">Where else you work</h2>
      <p>Nobody who works there too is offered you. Only you can see what you say.</p>
      ${button({ text: 'Where else you work', href: '/team/profile/workplaces', variant: 'secondary' })}
      <h2 class="nhsuk-heading-m">How we tell you of sessions</h2>
      <p>${waysWords(texts)}.</p>
      ${button({ text: 'Change how we tell you', href: '/team/profile/told', variant: 'secondary' })}
    `,
  })

const row = (key: string, value: string | SafeHtml) => ({
  key: { text: key },
  value: typeof value === 'string' ? { text: value } : { html: value },
})

const modeWords = (modes: readonly string[]) =>
  modes.length > 1 ? 'By video and by phone' : modes[0] === 'video' ? 'By video' : 'By phone'
