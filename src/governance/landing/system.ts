import { html } from '#lib/html'
import { sentence } from '#lib/text'
import { whenWords } from '#lib/time'
import { integrity } from '#audit'
import { summaryList } from '#nhsuk'
import { page } from '#web'
import { staffPage } from '../pages/parts.ts'
import type { Turn } from '../turn.ts'
import { systemCounts } from './system-queries.ts'

/** Counts, and whether what must agree does: nothing of anybody. */
export async function showSystem({ tx, team, visit }: Turn) {
  const counts = (await systemCounts.one(tx))!
  const { provedAt, faults } = counts
  const trail = await integrity(tx)
  return page(
    staffPage({
      title: 'System',
      team,
      body: html`<p>Counts and whether the records agree. This role sees nothing of anybody.</p>
        ${summaryList({
          rows: [
            ['Coaches who can be booked', counts.coaches],
            ['Sessions ahead', counts.ahead],
            ['People on staff', counts.staff],
            ['Staff signed in now', counts.signedIn],
            ['Messages waiting', counts.waiting],
            ['Messages that failed in the last 7 days', counts.failed],
            ['Entries in the trail', trail.entries],
            ['Entries that no checkpoint seals yet', trail.unsealed],
            ['Checkpoints', trail.checkpoints],
          ].map(([what, many]) => ({ key: { text: String(what) }, value: { text: String(many) } })),
        })}
        <h2 class="nhsuk-heading-m">Do the records agree?</h2>
        <p>
          ${
            provedAt === null
              ? 'The diary has not been proved yet. That happens each night.'
              : `${sentence(whenWords(provedAt, visit.now))}: the diary ${faults === 0 ? 'agreed' : `had ${faults} faults`}.`
          }
        </p>
        <p>
          ${
            trail.newest === null
              ? 'The trail has no checkpoint yet. One is made every 15 minutes.'
              : `The trail was last sealed: ${whenWords(trail.newest, visit.now)}.`
          }
          To check it from end to end, run: npm run lay -- audit verify
        </p>`,
    }),
  )
}
