import type { Desk } from '#booking'
import { html, type SafeHtml } from '#lib/html'
import { sentence } from '#lib/text'
import { toInstant, whenWords } from '#lib/time'
import { tag } from '#nhsuk'
import { currentServices } from '#organisations'
import { page, type Reply } from '#web'
import { listed, staffPage } from '../pages/parts.ts'
import type { Turn } from '../turn.ts'
import { offersOfTheDay, requestsWaiting } from './queries.ts'
import { ageWords, isWaits, shareWords, waits } from './words.ts'

type Pathway = ReturnType<Desk['pathways']>[number]

/** Pressure: the next free time of each pathway, when the promise of 24 hours breaks, and who waits. Nobody is named. */
export const showRequests =
  ({ pathways }: Pick<Desk, 'pathways'>) =>
  async ({ tx, team, visit }: Turn): Promise<Reply> => {
    const names = new Map((await currentServices(tx)).map(({ key, name }) => [key, name]))
    const offers = await offersOfTheDay(tx)
    const waiting = await requestsWaiting(tx)
    const when = (at: Temporal.Instant) => sentence(whenWords(at, visit.now))
    const named = ({ serviceKey, diverse }: { serviceKey: string; diverse: boolean }) => {
      const name = names.get(serviceKey) ?? serviceKey
      return diverse && serviceKey !== 'lay-too-ed' ? `${name}, with an ethnically diverse coach` : name
    }
    return page(
      staffPage({
        title: 'Requests and free times',
        team,
        back: '/team/operations',
        wide: true,
        body: html`${listed({
          caption: 'Free times by pathway',
          head: ['Pathway', 'Next free', 'A time within 24 hours'],
          rows: pathways(visit.now).map((row) => [
            row.name,
            row.next === null ? 'Nothing in 7 days' : when(toInstant(row.next)),
            promise(row, visit.now),
          ]),
          none: 'No pathway is booked by times.',
        })}
          <p>Said of what is free now: as if nothing opened and nobody else booked.</p>
          ${listed({
            caption: 'Offered in the last 24 hours',
            head: ['Pathway', 'Asked', 'A time the same day', 'A time within 24 hours'],
            rows: offers.map((row) => [
              named(row),
              String(row.asked),
              shareWords(row.sameDay, row.asked),
              shareWords(row.soon, row.asked),
            ]),
            none: 'Nobody asked for a time.',
          })}
          ${listed({
            caption: 'Requests that wait',
            head: ['What', 'Pathway', 'How many', 'The oldest'],
            rows: waiting.map((row) => [
              isWaits(row.what) ? waits[row.what] : row.what,
              named(row),
              String(row.waiting),
              sentence(ageWords(row.oldest, visit.now)),
            ]),
            none: 'Nobody waits.',
          })}
          <p>Nobody can be told of a time that was not found or did not suit: they left no name. Open more time where they asked.</p>`,
      }),
    )
  }

/** Whether 24 hours are kept, and from when they would not be. */
function promise({ breach }: Pathway, now: Temporal.Instant): string | SafeHtml {
  if (!breach) return 'Kept for the next 7 days'
  const next = breach.next === null ? 'nothing in 7 days' : `then ${whenWords(toInstant(breach.next), now)}`
  if (breach.from <= now.epochMilliseconds)
    return html`${tag({ text: 'Not now', colour: 'red' })} ${sentence(breach.next === null ? 'nothing in 7 days' : `next ${whenWords(toInstant(breach.next), now)}`)}`
  return html`${tag({ text: 'Will break', colour: 'orange' })} From ${whenWords(toInstant(breach.from), now)}: ${next}`
}
