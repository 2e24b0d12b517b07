import type pg from 'pg'
import { dev } from '../cast.ts'
import { idOf } from '../random.ts'

type Texts = { words: string; name: string; number: string; location: string }
/** Seals a concern's texts as this installation does when one is raised. */
export type SealConcern = (id: string, texts: Texts) => Record<keyof Texts, Buffer | null>

/** Lays one concern that Dev raised half an hour ago, about somebody made up. */
export async function layConcern(client: pg.Client, now: Temporal.Instant, seal: SealConcern) {
  const id = idOf('concern', 'one')
  const { words, name, number, location } = seal(id, {
    words: 'They said that they cannot go on, and that they have thought of how. They are alone until seven.',
    name: 'Robin',
    number: '07700 900461',
    location: 'At home',
  })
  await client.query(
    `insert into concern (id, level, theme, coach_id, booking_id, raised_at, sealed_words, sealed_name, sealed_number, sealed_location)
       select $1, 3, 'harm-to-self', $2, (select id from booking where coach_id = $2 and starts_at <= $3 order by starts_at desc limit 1),
              $3::timestamptz - interval '30 minutes', $4, $5, $6, $7`,
    [id, dev.coachId, now.toString(), words, name, number, location],
  )
}
