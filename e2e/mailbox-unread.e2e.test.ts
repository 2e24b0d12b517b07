import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, it } from 'node:test'
import { openHandlers } from '../src/handlers.ts'
import { erasingHere } from '../testing/erasing.ts'
import { imapServer } from '../testing/imap.ts'
import { newStaff } from '../testing/staff.ts'
import { bookingWorld, mondayMorning } from '../testing/world.ts'
import { baseUrl, checkpoint, stillKeys } from './whole.ts'

const server = await imapServer()
after(() => server.close())
const world = await bookingWorld([])
const { admin, db, ports } = world
const checkpointDir = mkdtempSync(join(tmpdir(), 'lay-unread-'))
after(() => rmSync(checkpointDir, { recursive: true, force: true }))

it('has the worker tell operations of a mailbox that was not read for an hour, also where its turns break off', async () => {
  const lead = await newStaff(admin, 'lead_ops')
  const { handlers, close } = openHandlers({
    db,
    clock: ports.clock,
    log: () => {},
    baseUrl,
    teamBaseUrl: null,
    smtpUrl: null,
    texts: null,
    mailbox: server.account,
    demo: true,
    keys: stillKeys,
    vault: ports.vault,
    checkpoint,
    checkpointDir,
    checkpointMail: null,
    erase: erasingHere(ports.clock).erase,
  })
  after(close)
  await handlers['mailbox-read']()
  server.trouble.breaksAt = /^UID SEARCH/
  const told = async (minutes: number) => {
    await world.setNow(mondayMorning.add({ minutes }))
    await assert.rejects(handlers['mailbox-read']())
    return (await admin.query<{ to: string }>(`select subject_id as to from message where kind = 'staff-unread'`)).rows
  }
  assert.deepEqual(await told(59), [])
  assert.deepEqual(await told(60), [{ to: lead }])
  assert.deepEqual(await told(61), [{ to: lead }])
})
