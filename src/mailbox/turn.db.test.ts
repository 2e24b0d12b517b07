import assert from 'node:assert/strict'
import { after, beforeEach, describe, it } from 'node:test'
import { imapServer } from '../../testing/imap.ts'
import { bookingWorld, mondayMorning } from '../../testing/world.ts'
import { readMailbox, type Written } from './turn.ts'

const server = await imapServer()
after(() => server.close())
const world = await bookingWorld([])
const { admin, db, ports } = world
const { mailbox, trouble } = server
let [written, bounced, logged]: [Written[], string[][], string[]] = [[], [], []]
/** Fails so often before it keeps anything. */
let fails = 0
/** What happens meanwhile. */
let meanwhile: (() => Promise<void>) | null = null

beforeEach(async () => {
  await admin.query('delete from mailbox_place')
  await world.setNow(mondayMorning)
  Object.assign(mailbox, { validity: 7, next: 1, messages: [] })
  Object.assign(trouble, { away: false, breaksAt: null })
  ;[written, bounced, logged, fails] = [[], [], [], 0]
})

const turn = (account = server.account, patienceMillis?: number) =>
  readMailbox({
    ...(patienceMillis ? { patienceMillis } : {}),
    db,
    clock: ports.clock,
    account,
    key: Buffer.alloc(32, 5),
    log: (event, facts) => void logged.push(`${event} ${JSON.stringify(facts)}`),
    takeWritten: async (one) => {
      if (fails-- > 0) throw new Error('The database is away')
      const other = meanwhile
      meanwhile = null
      await other?.()
      written.push(one)
    },
    takeBounce: async (about) => bounced.push([...about]) > 0 && about.length > 0,
  })
const letter = (words: string, head = '') =>
  server.deliver(
    `Message-ID: <${words.replace(/\W+/g, '-').slice(0, 40)}@mail.example>\nFrom: Amina <amina@example.org>\nSubject: Re: Your appointment\n${head}\n${words}\n`,
  )
const words = () => written.map(({ said }) => said && said.own.trim())

describe('a turn of the mailbox', () => {
  it('reads what is new, in order, and marks it as seen', async () => {
    const [one, two] = [letter('one'), letter('two')]
    await turn()
    assert.deepEqual(words(), ['one', 'two'])
    assert.deepEqual([one.seen, two.seen], [true, true])
    const { said } = written[0]!
    assert.deepEqual([said!.from, said!.subject], ['amina@example.org', 'Re: Your appointment'])
  })

  it('reads each once, also what somebody looked at before', async () => {
    letter('one').seen = true
    await turn()
    await turn()
    letter('two')
    await turn()
    assert.deepEqual(words(), ['one', 'two'])
  })

  it('says who came back, and drops what nobody wrote', async () => {
    letter('I am away until Monday', 'Auto-Submitted: auto-replied\n')
    server.deliver(dsn)
    await turn()
    assert.deepEqual(bounced, [['<2c0d4d4e-1111-4222-8333-123456789abc@talk.example.org>']])
    assert.deepEqual(words(), [])
  })

  it('loses nothing while the mailbox is away for twenty minutes, and reads nothing twice', async () => {
    letter('before')
    await turn()
    trouble.away = true
    for (let minute = 0; minute < 20; minute++) {
      letter(`minute ${minute}`)
      await world.setNow(mondayMorning.add({ minutes: minute }))
      await turn()
    }
    assert.deepEqual(words(), ['before'])
    trouble.away = false
    await turn()
    assert.deepEqual(words(), ['before', ...Array.from({ length: 20 }, (_, minute) => `minute ${minute}`)])
    assert.equal(logged.filter((line) => line === 'mailbox.away {}').length, 20)
  })

  it('marks nothing as seen that was not kept, and takes it up again', async () => {
    const [one] = [letter('one'), letter('two')]
    fails = 1
    await assert.rejects(turn())
    assert.equal(one.seen, false)
    await turn()
    assert.deepEqual(words(), ['one', 'two'])
  })

  it('goes on where the connection broke off, and where nothing can be marked as seen', async () => {
    const [one] = [letter('one'), letter('two')]
    trouble.breaksAt = /^UID STORE 1/
    await turn().catch(() => {})
    trouble.breaksAt = null
    await turn()
    assert.deepEqual([words(), one.seen], [['one', 'two'], false])
  })

  it('reads all of it again where the server counts anew', async () => {
    letter('one')
    await turn()
    Object.assign(mailbox, { validity: 8 })
    await turn()
    assert.deepEqual(words(), ['one', 'one'])
    await turn()
    assert.equal(written.length, 2)
  })

  it('hands on what it cannot read as such, and reads no more of a long one than it may', async () => {
    server.deliver(nested(400))
    letter(`long ${'x'.repeat(600_000)}`)
    await turn()
    assert.equal(written[0]!.said, null)
    assert.equal(written[1]!.letter.whole, false)
    assert.ok(written[1]!.letter.mail.length <= 256 * 1024)
    assert.ok(written[1]!.said!.words.length <= 20_000)
  })

  it('says of a letter whose end is not kept that it is not whole, and looks through the end', async () => {
    letter(`${'word '.repeat(5_000)}the end`)
    await turn()
    assert.equal(written[0]!.letter.whole, false)
    assert.match(written[0]!.said!.rest, /the end/)
  })

  it('reads the HTML beside a plain part that is blank', async () => {
    server.deliver(
      'From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="B"\n\n--B\nContent-Type: text/plain\n\n \n\n--B\nContent-Type: text/html\n\n<p>I want to die</p>\n--B--\n',
    )
    await turn()
    assert.deepEqual(words(), ['I want to die'])
  })

  it('hands on what a person writes around a report that they got, and says of a report without a name of ours that it came', async () => {
    const head = 'Content-Type: multipart/mixed; boundary="A"'
    server.deliver(
      `From: amina@example.org\n${head}\n\n--A\nContent-Type: text/plain\n\nI got this\n--A\n${dsn.slice(dsn.indexOf('Content-Type'))}\n--A--\n`,
    )
    server.deliver(dsn.slice(0, dsn.indexOf('--B\nContent-Type: message/rfc822')) + '--B--\n')
    await turn()
    assert.match(words().join(), /^I got this/)
    assert.deepEqual([bounced, logged], [[[]], ['mailbox.bounce-of-none {}']])
  })

  it('tries what took too long again in later turns, and meanwhile reads what else comes', async () => {
    const one = server.deliver(dsn)
    await turn(server.account, 1)
    assert.deepEqual([written, bounced, one.seen], [[], [], false])
    letter('two')
    await turn()
    assert.deepEqual([words(), bounced.length, one.seen], [['two'], 1, true])
    await turn()
    assert.deepEqual([written.length, bounced.length, logged], [1, 1, []])
  })

  it('hands on unread what takes too long in three turns', async () => {
    const one = letter('one')
    for (const left of [0, 0, 1, 1]) {
      await turn(server.account, 1)
      assert.equal(written.length, left)
    }
    assert.deepEqual([words(), one.seen, logged], [[null], true, ['mailbox.unread {}']])
  })

  it('loses nothing of what another turn put off, that began before it had ended', async () => {
    const [one] = [letter('one')]
    meanwhile = async () => {
      letter('two')
      await turn(server.account, 1)
    }
    await turn()
    assert.deepEqual([words(), one.seen], [['one'], true])
    await turn()
    assert.deepEqual(words(), ['one', 'two'])
  })

  it('is told nothing where the password is wrong, and says no more than that', async () => {
    letter('one')
    await turn({ ...server.account, pass: 'other' })
    assert.deepEqual([words(), logged], [[], ['mailbox.away {}']])
  })

  it('keeps no address of the mailbox', async () => {
    letter('one')
    await turn()
    const { rows } = await admin.query<{ row: string }>('select to_json(p)::text as row from mailbox_place p')
    assert.equal(rows.length, 1)
    assert.doesNotMatch(rows[0]!.row, /answers|example/)
  })
})

const nested = (depth: number) =>
  Array.from({ length: depth }, (_, n) => `Content-Type: multipart/mixed; boundary="b${n}"\n\n--b${n}\n`).join('')

const dsn = `From: MAILER-DAEMON@relay.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain

Sorry.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example

Final-Recipient: rfc822; amina@example.org
Action: failed
Status: 5.1.1

--B
Content-Type: message/rfc822

Message-ID: <2c0d4d4e-1111-4222-8333-123456789abc@talk.example.org>
Subject: Your appointment

What we said.

--B--
`
