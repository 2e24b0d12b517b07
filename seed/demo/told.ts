import type pg from 'pg'
import { sealNumber } from '#coaches'
import type { KeyHolder } from '#vault'
import { dev } from '../cast.ts'
import { idOf } from '../random.ts'

/** Dev is told of sessions by text as well; and every coach has said that they will be at what was booked at short notice. */
export async function layTold(client: pg.Client, vault: Pick<KeyHolder, 'make'>) {
  const phone = '+447700900577'
  const { id, made, sealed } = await sealNumber(vault, phone, idOf('coach texts', dev.key))
  await client.query(`select keep_key($1, 'contact', $2, $3)`, [id, made.wrapped.kekId, made.wrapped.wrapped])
  await client.query(
    'insert into coach_texts (coach_id, id, sealed_phone, ending, with_mail) values ($1, $2, $3, $4, true)',
    [dev.coachId, id, sealed, phone.slice(-2)],
  )
  await client.query('update acknowledgement set acknowledged_at = asked_at where ended_at is null')
}
