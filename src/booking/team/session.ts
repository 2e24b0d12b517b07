import { html, type SafeHtml } from '#lib/html'
import { fullWhenWords } from '#lib/time'
import { nameInHtml } from '#identity'
import { sayNumber, telLink } from '#meeting'
import { button, insetText, summaryList } from '#nhsuk'
import { layout } from '#web'
import { adjustmentWords } from '../journey/words.ts'
import { statusWords, type SessionCard } from './today.ts'

export type SessionPage = SessionCard & {
  coachName: string
  /** The number's last two digits, or the number itself once revealed in its window; null without one. */
  number: { shown: 'masked' | 'whole'; text: string } | null
  /** Whether the number may be shown now: from 5 minutes before the start to 30 minutes after the end. */
  inWindow: boolean
  meetingLink: string | null
}

/** One session, for its coach. The number of a telephone session shows around its time only, and each look is recorded. */
export const sessionPage = (page: SessionPage): SafeHtml =>
  layout({
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
      ${page.status === 'booked' && (page.mode === 'phone' || page.number) && telephone(page)}
      ${page.status === 'booked' && page.mode === 'video' && video(page)}
      ${insetText({ text: 'Sessions are never recorded. If you are worried about somebody’s safety, call 999 if life is at risk; otherwise call your duty lead.' })}`,
  })

const row = (key: string, value: string) => ({ key: { text: key }, value: { text: value } })

function telephone({ id, number, inWindow }: SessionPage): SafeHtml {
  if (!number) return html`<p>No number is held for this session.</p>`
  if (number.shown === 'whole')
    return html`<h2 class="nhsuk-heading-m">Call</h2>
      <p><a class="nhsuk-button" href="${telLink(number.text)}">Call ${sayNumber(number.text)}</a></p>
      <p><a href="${telLink(number.text, { withheld: true })}">Call with your own number withheld</a></p>`
  return html`<h2 class="nhsuk-heading-m">Call</h2>
    <p>The number: ${number.text}</p>
    ${
      inWindow
        ? html`<form method="post" action="/team/sessions/${id}/number" novalidate>${button({ text: 'Show the number' })}</form>
          <p>The client can see that you looked.</p>`
        : html`<p>It shows from 5 minutes before the session until 30 minutes after it.</p>`
    }`
}

const video = ({ meetingLink }: SessionPage): SafeHtml =>
  meetingLink
    ? html`<p><a class="nhsuk-button" href="${meetingLink}" rel="noreferrer noopener">Join by your own video room</a></p>`
    : html`<p>You have no video room set. Ask your provider to add its link.</p>`
