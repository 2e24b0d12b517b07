import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { describe, it } from 'node:test'
import { actorOf, newStaff } from '../../../testing/staff.ts'
import { bookingWorld, coachId } from '../../../testing/world.ts'
import { decideReview } from '../queries.ts'

const world = await bookingWorld([{ id: coachId(1) }, { id: coachId(2) }])
const { admin, db } = world

/** What is about other people, or about what happened, and says nothing of the coach but that "a former coach" it was. */
const stays = [
  'access_review', 'access_review_line', 'acknowledgement', 'booking', 'break_glass', 'claim', 'coach_note', 'concern', 'cover',
  'cover_candidate', 'duty_turn', 'engagement', 'legal_hold', 'offer', 'opening', 'opening_alert', 'plain_review',
  'programme_change', 'record_opening', 'rehome_task', 'reply', 'reply_opening', 'retention_review', 'reveal_task', 'staff_role',
  'task',
] // prettier-ignore

/** One row in every table that keeps something about a coach. */
async function fileOf(coach: string): Promise<void> {
  const [other, client] = [await newStaff(admin, 'supervisor'), randomUUID()]
  const hash = (what: string) => createHash('sha256').update(`${what} ${coach}`).digest()
  const photo = hash('photo').toString('hex')
  await admin.query('insert into client (id) values ($1)', [client])
  const rows: [string, unknown[]][] = [
    [`reflection_log (coach_id, sealed_text) values ($1, 'x')`, []],
    [`supervision_record (coach_id, supervisor_id, held_on, minutes, kind) values ($1, $2, '2028-01-01', 60, 'group')`, [other]],
    [`supervision_of (coach_id, supervisor_id) values ($1, $2)`, [other]],
    [`credential (coach_id, kind, body, valid_until) values ($1, 'accreditation', 'EMCC', '2029-01-01')`, []],
    [`note_choice (coach_id) values ($1)`, []],
    [`coach_photo (coach_id, hash, kind, bytes) values ($1, $2, 'png', $3)`, [photo, Buffer.alloc(60)]],
    [`coach_page (coach_id, number, biography, photo) values ($1, 1, 'I was a nurse in Leeds.', $2)`, [photo]],
    [`coach_workplace (coach_id, token, sealed_name) values ($1, $2, 'x')`, [hash('place')]],
    [`kept_apart (coach_id, client_id) values ($1, $2)`, [client]],
    [`coach_texts (coach_id, id, sealed_phone, ending, with_mail) values ($1, $2, 'x', '42', true)`, [randomUUID()]],
    [`own_calendar (coach_id, id, kind) values ($1, $2, 'file')`, [randomUUID()]],
    [`busy_time (coach_id, covers_until, counts_until) values ($1, now(), now())`, []],
    [`gap_answer (coach_id, on_date, answer) values ($1, '2028-01-01', 'not')`, []],
    [`absence (coach_id, during, reason) values ($1, '[2028-01-01, 2028-01-02)', 'ill')`, []],
    [`coach_exception (coach_id, kind, on_date, starts_at, ends_at) values ($1, 'open', '2028-01-01', '09:00', '12:00')`, []],
    [`coach_occurrence (coach_id, pattern_id, on_date) select $1, id, '2028-01-03' from coach_pattern where coach_id = $1 limit 1`, []],
    [`passkey (staff_id, credential_id, public_key, counter, device) values ($1, $2, 'x', 0, 'Ama’s phone')`, [hash('key')]],
    [`oidc_link (staff_id, issuer, subject) values ($1, 'https://id.example', $2)`, [hash('id').toString('hex')]],
    [`staff_session (staff_id, hash, level, device) values ($1, $2, 1, 'Ama’s phone')`, [hash('session')]],
    [`invitation (id, staff_id, hash, expires_at) values ($2, $1, $3, now())`, [randomUUID(), hash('invitation')]],
    [`recovery (id, staff_id, started_by, started_as) values ($2, $1, $3, 'governance')`, [randomUUID(), other]],
  ] // prettier-ignore
  for (const [row, values] of rows) await admin.query(`insert into ${row}`, [coach, ...values])
}

/** Every table that points at a coach, and in how many rows at this one. */
async function heldOf(coach: string): Promise<Record<string, number>> {
  const { rows } = await admin.query<{ name: string; column: string }>(
    `select k.conrelid::regclass::text as name, a.attname as column
       from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
      where k.contype = 'f' and cardinality(k.conkey) = 1
        and k.confrelid in ('coach'::regclass, 'staff'::regclass, 'own_calendar'::regclass)`,
  )
  const held: Record<string, number> = {}
  for (const { name, column } of rows) {
    if (stays.includes(name)) continue
    const { rowCount } = await admin.query(`select from ${name} where ${column} = $1`, [coach])
    held[name] = (held[name] ?? 0) + (rowCount ?? 0)
  }
  return held
}

describe('the file of a coach who left', () => {
  it('goes whole: every table that keeps something of a coach is emptied of them, and of nobody else', async () => {
    const [ama, ben] = [coachId(1), coachId(2)]
    await admin.query('update coach set active = false where id = $1', [ama])
    await admin.query(`update staff set active = false, left_at = clock_now() - interval '7 years' where id = $1`, [
      ama,
    ])
    for (const one of [ama, ben]) await fileOf(one)
    const filled = await heldOf(ama)
    assert.deepEqual(Object.keys(filled).filter((name) => filled[name] === 0), [], 'a table that this test does not fill') // prettier-ignore
    const before = await heldOf(ben)

    const governance = await newStaff(admin, 'governance')
    const done = await db.withActor(await actorOf(admin, governance, 'governance'), (tx) =>
      decideReview.one(tx, 'coach_file', ama, null, null),
    )
    assert.deepEqual(done, { done: true })
    const left = await heldOf(ama)
    assert.deepEqual(Object.keys(left).filter((name) => left[name] !== 0), []) // prettier-ignore
    assert.deepEqual(await heldOf(ben), before)
  })
})
