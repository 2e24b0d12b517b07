import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { operator } from '#lib/door'
import { createKey } from '#identity'
import { startProduct } from './product.ts'

/**
 * What somebody says of themselves is nowhere to be found by whoever has the disk: not in tables, not in indexes, not in
 * the log of changes, in none of the forms in which bytes are usually written.
 */
const canary = {
  name: 'Zyzzyva Canariensis',
  email: 'zyzzyva.canariensis@example.org',
  phone: '07700 900917',
  aim: 'Zyzzyva wants to breathe among canaries',
  dates: 'canariensis Thursdays',
  asker: 'canariensis.asks@example.org',
}
const needles = [...Object.values(canary), '+447700900917', '7700900917']

const product = await startProduct()
const { admin, db, server } = product
const key = await db.withActor(operator, (tx) => createKey(tx, { name: 'Intranet', scope: 'booking' }))

async function call(path: string, body: object) {
  const reply = await server.inject({
    method: 'POST',
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': path },
    payload: JSON.stringify(body),
  })
  assert.equal(reply.statusCode, 201, reply.body)
  return reply.json<{ id: string }>()
}

/** A text as it may stand in a file: as it is, in UTF-16, in hexadecimal digits, and in base64 at each of three offsets. */
function formsOf(text: string): Buffer[] {
  const bytes = Buffer.from(text)
  const base64 = [0, 1, 2].map((offset) => {
    const whole = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64')
    // The letters at both ends depend on what stands beside.
    return Buffer.from(whole.slice(offset === 0 ? 0 : 4, -4))
  })
  return [bytes, Buffer.from(text, 'utf16le'), Buffer.from(bytes.toString('hex')), ...base64]
}

/** The files of this database and of the server's log of changes that hold a text in any form. */
async function filesWith(texts: readonly string[]): Promise<string[]> {
  await admin.query('checkpoint')
  const { rows } = await admin.query<{ folder: string; oid: number }>(
    `select current_setting('data_directory') as folder, oid::int from pg_database where datname = current_database()`,
  )
  const { folder, oid } = rows[0]!
  const forms = texts.flatMap(formsOf)
  return [join(folder, 'base', String(oid)), join(folder, 'pg_wal')].flatMap((where) =>
    readdirSync(where, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => join(where, name))
      .filter((file) => {
        const bytes = readFileSync(file)
        return forms.some((form) => bytes.includes(form))
      }),
  )
}

describe('What is at rest', () => {
  it('given somebody who booked, was written to, moved, and one who asked, then nothing of them is on the disk', async () => {
    const offered = await server.inject({
      url: '/api/v1/availability?service=lay-too&mode=phone',
      headers: { authorization: `Bearer ${key}` },
    })
    const { slots } = offered.json<{ slots: { start: string }[] }>()
    const start = slots.at(-1)!.start
    const hold = await call('/holds', { service: 'lay-too', mode: 'phone', start })
    const { name, email, phone } = canary
    await call('/bookings', { hold: hold.id, client: { name, email, phone }, adjustments: ['companion'] })
    const asked = await server.inject({
      method: 'POST',
      url: '/offers/lay-team-away-day/interest',
      headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({
        'team-size': '14',
        minutes: '240',
        aim: canary.aim,
        dates: canary.dates,
        email: canary.asker,
      }).toString(),
    })
    assert.equal(asked.statusCode, 303, asked.body)
    const mail = await product.mailTo(canary.email, /Your appointment/)
    assert.ok(mail, 'who is written to is read at the moment of sending')
    await product.allSent()
    assert.deepEqual(await filesWith(needles), [])
    for (const needle of needles) assert.ok(!product.lines.join('\n').includes(needle))
    assert.deepEqual(product.faults, [])
  })

  it('and whatever is kept in plain words is found', async () => {
    await admin.query('create table leak (words text, bytes bytea)')
    await admin.query('insert into leak values ($1, $2)', [
      Buffer.from(`xx${canary.aim}`).toString('base64'),
      Buffer.from(canary.dates, 'utf16le'),
    ])
    for (const text of [canary.aim, canary.dates]) assert.ok((await filesWith([text])).length > 0, text)
    await admin.query('drop table leak')
  })
})
