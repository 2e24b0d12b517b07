import assert from 'node:assert/strict'
import { after, beforeEach, describe, it } from 'node:test'
import { readMailbox, type MailboxAccount } from '#mailbox'
import { sendDue, type Mail, type Text } from '#notifications'
import { imapServer } from '../../../testing/imap.ts'
import { newStaff } from '../../../testing/staff.ts'
import { staffPages } from '../../../testing/staff-pages.ts'
import { bookingWorld, mondayMorning } from '../../../testing/world.ts'
import { landingRoutes } from '../landing/routes.ts'
import { mailUnread, unreadRenderers } from './unread.ts'

const server = await imapServer()
after(() => server.close())
const world = await bookingWorld([])
const { admin, db, ports } = world
const lead = await newStaff(admin, 'lead_ops')
const browser = await (await staffPages(world, landingRoutes(db)))(lead)

beforeEach(async () => {
  await admin.query('delete from mailbox_place; delete from mailbox_watch; delete from message')
  await world.setNow(mondayMorning)
  server.trouble.away = false
})

/** So many minutes later, the turn of the mailbox that the worker has then, and what is mailed. */
async function turn(minutes: number, account: MailboxAccount | null = server.account) {
  await world.setNow(mondayMorning.add({ minutes }))
  const asked = { takeWritten: async () => {}, takeBounce: async () => false }
  await readMailbox({ db, clock: ports.clock, account, key: Buffer.alloc(32, 5), log: () => {}, ...asked })
  await mailUnread({ db, clock: ports.clock })
  const sent: string[] = []
  const email = async (message: Mail | Text) => {
    if (message.channel === 'email') sent.push(`${message.to} ${message.subject} ${message.text}`)
    return 'sent' as const
  }
  const renderers = unreadRenderers('https://team.example.org')
  await sendDue({ db, renderers, senders: { email, text: null }, log: () => {} }, 100)
  return sent
}
const line = async () => /Answers (?:were|have)[^<]*/.exec((await browser.get('/team/operations')).html)?.[0]

describe('a mailbox that cannot be read', () => {
  it('is said to operations after 15 minutes, from the last time that it was read, with or without mail', async () => {
    server.deliver('From: a@b.example\nAuto-Submitted: auto-replied\n\nAway\n')
    await turn(0)
    await turn(5)
    server.trouble.away = true
    await turn(20)
    assert.equal(await line(), undefined)
    await turn(21)
    assert.equal(await line(), 'Answers were last read today, 8:05am.')
    server.trouble.away = false
    await turn(22)
    assert.equal(await line(), undefined)
  })

  it('is said, too, where it was never read, and no more where no mailbox is to be read', async () => {
    const wrong = { ...server.account, pass: 'other' }
    await turn(0, wrong)
    await turn(16, wrong)
    assert.equal(await line(), 'Answers have not been read yet. First try: today, 8am.')
    assert.equal((await turn(61, wrong)).length, 1)
    assert.deepEqual(await turn(62, null), [])
    assert.equal(await line(), undefined)
  })

  it('is mailed to operations after an hour, once, and anew only in another outage', async () => {
    await turn(0)
    server.trouble.away = true
    assert.deepEqual(await turn(59), [])
    const [only, ...more] = await turn(60)
    assert.deepEqual(more, [])
    assert.match(only!, /Something has stopped[^]*https:\/\/team\.example\.org\/team\/operations/)
    assert.doesNotMatch(only!, /mail(box)?\b|repl|answer|coach/i)
    assert.deepEqual(await turn(300), [])
    server.trouble.away = false
    assert.deepEqual(await turn(301), [])
    server.trouble.away = true
    assert.deepEqual(await turn(302), [])
    assert.equal((await turn(361)).length, 1)
  })
})
