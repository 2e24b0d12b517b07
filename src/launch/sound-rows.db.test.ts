import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { freshDatabase } from '../../testing/database.ts'

const { admin } = await freshDatabase()

const hour = `'2026-12-01 10:00Z'`
const later = `'2026-12-01 11:00Z'`
const bytes32 = `decode(repeat('ab', 32), 'hex')`

/** A row of each table as its function is given it, and what of it would make it none. */
const tables: Record<string, { row: Record<string, string>; wrong: Record<string, string>[] }> = {
  claim: {
    row: { during: `tstzrange(${hour}, ${later})`, kind: `'hold'`, expires_at: hour },
    wrong: [
      { during: `'empty'` },
      { during: `tstzrange(null, ${later})` },
      { during: `tstzrange(${hour}, 'infinity')` },
      { during: `tstzrange(${hour}, ${later}, '[]')` },
      { during: `tstzrange(${hour}, ${later}, '()')` },
      { kind: `'lunch'` },
      { expires_at: 'null' },
      { kind: `'booking'` },
    ],
  },
  hold: {
    row: { starts_at: hour, ends_at: later, browser: `'\\x01'`, api_key_id: 'null', mode: `'video'`, state: `'live'` },
    wrong: [
      { ends_at: hour },
      { browser: 'null' },
      { api_key_id: 'gen_random_uuid()' },
      { mode: `'letter'` },
      { state: `'lost'` },
    ],
  },
  booking: {
    row: {
      reference: `'ABCD2345'`,
      status: `'booked'`,
      starts_at: hour,
      ends_at: later,
      mode: `'phone'`,
      interpreter: `'{bsl}'`,
      cancelled_by: 'null',
    },
    wrong: [
      { reference: `'ABCD234O'` },
      { reference: `'ABCD234'` },
      { status: `'gone'` },
      { ends_at: hour },
      { mode: `'letter'` },
      { interpreter: `'{bsl,french}'` },
      { cancelled_by: `'employer'` },
    ],
  },
  message: {
    row: {
      kind: `'booking.confirmed'`,
      recipient: `'client'`,
      channel: `'email'`,
      state: `'sent'`,
      sent_at: hour,
      fault: 'null',
      keeps_quiet: 'false',
      any_time: 'true',
    },
    wrong: [
      { keeps_quiet: 'true' },
      { kind: `'Booking confirmed'` },
      { recipient: `'employer'` },
      { channel: `'letter'` },
      { state: `'maybe'` },
      { sent_at: 'null' },
      { state: `'waiting'` },
      { fault: `'other'` },
    ],
  },
  audit_event: {
    row: {
      verb: `'booking.booked'`,
      subject_kind: `'booking'`,
      actor_kind: `'system'`,
      reason: 'null',
      request_id: `'ABC'`,
      n: '2',
      prev: bytes32,
      hash: bytes32,
    },
    wrong: [
      { verb: `''` },
      { verb: `repeat('x', 61)` },
      { subject_kind: `''` },
      { actor_kind: `repeat('x', 41)` },
      { reason: `''` },
      { reason: `e'two\\nlines'` },
      { reason: `repeat('x', 201)` },
      { request_id: `''` },
      { n: '0' },
      { prev: 'null' },
      { n: '1' },
      { hash: `'\\x00'` },
    ],
  },
}

const isSound = async (table: string, row: Record<string, string>) => {
  const given = Object.entries(row).map(([name, value]) => `${name} => ${value}`)
  const { rows } = await admin.query<{ sound: boolean }>(`select sound_${table}(${given.join(', ')}) as sound`)
  return rows[0]!.sound
}

describe('what a row must be', () => {
  for (const table of Object.keys(tables))
    it(`is asked of ${table} by whoever may write there`, async () => {
      const { rows } = await admin.query<{ grantee: string }>(
        `select distinct grantee from information_schema.column_privileges
          where table_schema = 'public' and table_name = $1 and privilege_type in ('INSERT', 'UPDATE') and grantee ~ '^lay_'
            and not has_function_privilege(grantee, (select oid from pg_proc where proname = 'sound_' || $1), 'execute')`,
        [table],
      )
      assert.deepEqual(rows, [])
    })

  for (const [table, { row, wrong }] of Object.entries(tables))
    it(`is said of ${table} in one check, and every part of it counts`, async () => {
      const { rows } = await admin.query<{ said: string }>(
        `select pg_get_constraintdef(oid) as said from pg_constraint where conrelid = $1::regclass and contype = 'c'`,
        [table],
      )
      assert.deepEqual(
        rows.map(({ said }) => said.includes(`sound_${table}(${Object.keys(row).join(', ')})`)),
        [true],
      )
      assert.equal(await isSound(table, row), true)
      for (const part of wrong) assert.equal(await isSound(table, { ...row, ...part }), false, JSON.stringify(part))
    })
})
