import type { bookingWorld } from './world.ts'
import { keep } from '../src/vault/index.ts'
import { worker } from '../src/lib/door.ts'
import { sealNumber } from '../src/coaches/told/ways.ts'

type World = Pick<Awaited<ReturnType<typeof bookingWorld>>, 'db' | 'admin' | 'ports'>

/** Lets a coach be told by text to a number, and by mail too or not, as if the coach had chosen it; null: by mail alone. */
export async function toldByText({ db, admin, ports }: World, coachId: string, phone: string | null, withMail = false) {
  await admin.query('delete from coach_texts where coach_id = $1', [coachId])
  if (phone === null) return
  const { id, made, sealed } = await sealNumber(ports.vault, phone)
  await db.withActor(worker, (tx) => keep(tx, made))
  await admin.query(
    'insert into coach_texts (coach_id, id, sealed_phone, ending, with_mail) values ($1, $2, $3, $4, $5)',
    [coachId, id, sealed, phone.slice(-2), withMail],
  )
}
