import { html, type SafeHtml } from '#lib/html'
import { fullWhenWords } from '#lib/time'
import { nameInHtml } from '#identity'
import { summaryList } from '#nhsuk'
import { layout } from '#web'
import { knownBox } from '../apart/box.ts'
import { adjustmentWords } from '../journey/words.ts'
import { coverBox } from '../cover/pages.ts'
import { outcomeButtons } from './outcome.ts'
import { acknowledgeBox, callBox, joinButton } from './reach.ts'
import { soughtWords } from './sought.ts'
import { statusWords, worried, type SessionCard } from './today.ts'

export type SessionPage = SessionCard & { coachName: string; meetingLink: string | null; dutyPhone: string | null }

/** One session, for its coach. The number of a telephone session shows around its time only, and each look is recorded. */
export function sessionPage(page: SessionPage): SafeHtml {
  const isTheirs = page.status !== 'cancelled' && page.sought === null
  return layout({
    title: 'Session',
    back: '/team/today',
    team: { name: page.coachName },
    body: html`<h1 class="nhsuk-heading-l">${page.name === null ? 'A client' : nameInHtml(page.name)}</h1>
      ${summaryList({
        rows: [
          row('When', fullWhenWords(page.startsAt)),
          row('How', page.mode === 'video' ? 'By video' : 'By phone: you call'),
          row(
            'Service',
            page.unsure
              ? `${page.serviceName}. They are not sure which coaching they want: help them choose`
              : page.serviceName,
          ),
          row(
            'Help or changes',
            page.adjustments.map((one) => adjustmentWords[one as keyof typeof adjustmentWords] ?? one).join(', ') ||
              'None asked for',
          ),
          row('State', statusWords(page.status)),
        ],
      })}
      ${page.sought && html`<p>${soughtWords(page.sought)}</p>`} ${acknowledgeBox(page)}
      ${isTheirs && page.mode === 'video' && video(page)}
      ${isTheirs && (page.mode === 'phone' || page.number) && telephone(page)}
      ${knownBox(page)} ${outcomeButtons(page)} ${coverBox(page)} ${worried(page.dutyPhone, page.id)}
      <p>Sessions are never recorded.</p>`,
  })
}

const row = (key: string, value: string) => ({ key: { text: key }, value: { text: value } })

const telephone = (page: SessionPage): SafeHtml =>
  page.number
    ? html`<h2 class="nhsuk-heading-m">Call</h2>
        ${callBox(page.number, { action: `/team/sessions/${page.id}/number` }, page)}`
    : html`<p>No number is held for this session.</p>`

const video = (page: SessionPage): SafeHtml =>
  page.meetingLink
    ? joinButton(page.meetingLink, page)
    : html`<p>You have no video room set. <a href="/team/profile/change">Add its address to your profile</a>.</p>`
