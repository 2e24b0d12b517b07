import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { it } from 'node:test'
import { freshDatabase } from '../../testing/database.ts'
import { worker } from '#lib/door'
import { browserNamed } from './browser.ts'
import { grantBrowser, isGranted } from './grants.ts'
import { purgeIdentity } from './purge.ts'

const { db, admin, setClock } = await freshDatabase()
const start = Temporal.Instant.from('2026-11-23T23:40:00Z')
const booking = randomUUID()
const newBrowser = () => browserNamed(randomBytes(16).toString('base64url'))
const browser = newBrowser()
const grant = (until: Temporal.Instant) =>
  db.withActor(browser.actor, (tx) => grantBrowser(tx, booking, browser.hash, until))
const granted = (subject = booking, who = browser) => db.withActor(who.actor, (tx) => isGranted(tx, subject, who.hash))

it('lets the browser that proved itself act for that booking until the time said', async () => {
  await setClock(start)
  assert.equal(await granted(), false)
  await grant(start.add({ hours: 1 }))
  assert.deepEqual(
    [await granted(), await granted(randomUUID()), await granted(booking, newBrowser())],
    [true, false, false],
  )
  await setClock(start.add({ hours: 1 }))
  assert.equal(await granted(), false)
})

it('lengthens a grant and never shortens it', async () => {
  await setClock(start)
  await grant(start.add({ hours: 3 }))
  await grant(start.add({ hours: 2 }))
  await setClock(start.add({ minutes: 179 }))
  assert.equal(await granted(), true)
})

it('forgets grants that have ended', async () => {
  await setClock(start.add({ hours: 4 }))
  await db.withActor(worker, purgeIdentity)
  assert.equal((await admin.query('select 1 from browser_grant')).rowCount, 0)
})
