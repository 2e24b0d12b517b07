import type pg from 'pg'
import { ama, dev, priya, sam, staffIdOf } from '../cast.ts'
import type { DemoCoach } from '../demo-coaches.ts'

/** What Dev says of himself. */
const ofDev = `I was a practice nurse for nineteen years, the last six of them with a list that never got shorter.

People come to me worn out, or with a decision that goes round and round. We find out what is in your hands, and begin there. You choose what we talk about.

I am an accredited coach with supervision every month. I do not record anything.`

const ofAma = `I was a community midwife in Leeds. Now I coach people who look after others and forget themselves.

I ask more than I advise. One session can be enough.`

/**
 * Lays what coaches wrote of themselves: accepted at the lead provider and at the partner whose rota Priya plans, so that there are
 * people who read it. Something newer of Ama's waits. There are no photos: nobody here is real.
 */
export async function layCoachPages(client: pg.Client, coaches: readonly DemoCoach[], now: Temporal.Instant) {
  const words = (id: string, biography: string) => (id === dev.coachId ? ofDev : id === ama.coachId ? ofAma : biography)
  await client.query(
    `insert into coach_page (coach_id, number, biography, state, written_at, decided_at, decided_by)
       select x.id, 1, x.biography, 'accepted', $2, $3, case when p.lead then $4::uuid else $5::uuid end
         from jsonb_to_recordset($1) as x (id uuid, biography text) join coach c on c.id = x.id join provider p on p.id = c.provider_id
        where p.lead or p.id = (select provider_id from staff_role where staff_id = $5::uuid and role = 'partner_rota')`,
    [
      JSON.stringify(coaches.map(({ id, biography }) => ({ id, biography: words(id, biography) }))),
      now.subtract({ hours: 24 * 30 }).toString(),
      now.subtract({ hours: 24 * 28 }).toString(),
      staffIdOf(sam),
      staffIdOf(priya),
    ],
  )
  await client.query(`insert into coach_page (coach_id, number, biography, written_at) values ($1, 2, $2, $3)`, [
    ama.coachId,
    `${ofAma}\n\nI also coach in Twi.`,
    now.subtract({ hours: 20 }).toString(),
  ])
}
