import { html } from '#lib/html'
import { genderWords, languageWords, type Profile, type PublicPage } from '#coaches'
import { button, summaryList } from '#nhsuk'
import { layout } from '#web'
import { saidBy } from '../../coaches/said.ts'
import type { Choice } from '../coaches-of.ts'
import { listedWords } from '../words.ts'
import { nextWords, waysWords } from './choose-coach.ts'
import { sentence } from '#lib/text'

export type CoachProfilePage = {
  coach: Profile
  /** What they wrote of themselves and their provider accepted; absent where nothing stands. */
  said?: PublicPage | undefined
  /** What choosing this coach amounts to; absent where the coach is not among those asked for. */
  choice?: Choice
  query: string
  now: Temporal.Instant
}

/** What a coach says of themselves, for somebody who is about to choose. */
export function coachProfilePage({ coach, said, choice, query, now }: CoachProfilePage) {
  const { id, name, background, languages, gender, modes, ethnicallyDiverse } = coach
  const back = `/book/choose-coach${query && `?${query}`}`
  return layout({
    title: name,
    back,
    body: html`<h1 class="nhsuk-heading-l">${name}</h1>
      <p class="nhsuk-lede-text">${background}</p>
      ${said && saidBy(coach, said)}
      ${summaryList({
        rows: [
          ...(said && said.accreditations.length > 0 ? [row('Accredited by', said.accreditations.join('; '))] : []),
          row('Speaks', languageWords(languages)),
          ...(gender ? [row('Gender', genderWords(gender) ?? '')] : []),
          row('How', sentence(waysWords(modes))),
          ...(ethnicallyDiverse ? [row('Listed as', sentence(listedWords))] : []),
        ],
      })}
      ${
        choice
          ? html`<p>${nextWords(choice.next, choice.modes, now)}.</p>
            <form method="post" action="${back}" novalidate>
              <input type="hidden" name="coach" value="${id}">
              ${button({ text: `Choose ${name}`, preventDoubleClick: true })}
            </form>`
          : html`<p><a href="/book/topic">See times</a></p>`
      }`,
  })
}

const row = (key: string, value: string) => ({ key: { text: key }, value: { text: value } })
