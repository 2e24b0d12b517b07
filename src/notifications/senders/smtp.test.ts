import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { after, describe, it } from 'node:test'
import fc from 'fast-check'
import ICAL from 'ical.js'
import type { SMTPServerOptions } from 'smtp-server'
import { calendarEntry } from '../calendar/entry.ts'
import { mailboxOf } from '../mailbox.ts'
import type { Mail } from '../rendered.ts'
import { confirmation } from '../words/client.ts'
import { saying, startRelay } from '../../../testing/relay.ts'
import { smtpSender } from './smtp.ts'

const mailbox = mailboxOf({ baseUrl: 'https://talk.example.org', smtpUrl: null })
const id = 'a0000000-0000-4000-8000-000000000001'
const startsAt = Temporal.Instant.from('2026-11-23T18:30:00Z')
const endsAt = startsAt.add({ minutes: 45 })
const to = 'amina@example.org'
const invitation = {
  uid: 'b1@appointments',
  sequence: 3,
  startsAt,
  endsAt,
  stampedAt: startsAt,
  organizer: mailbox,
  attendee: to,
}
const booked = {
  startsAt,
  endsAt,
  mode: 'video' as const,
  link: 'https://talk.example.org/visit/x',
  reference: 'ABCD2345',
}
const mail: Mail = { channel: 'email', to, ...confirmation(booked) }

function open(url: string) {
  const smtp = smtpSender({ smtpUrl: url, mailbox })
  after(smtp.close)
  return (what: Mail, millis = 5_000) => smtp.send(what, id, AbortSignal.timeout(millis))
}

describe('mail through a relay', () => {
  it('arrives as text and HTML from the neutral mailbox', async () => {
    const { url, received } = await startRelay()
    assert.equal(await open(url)(mail), 'sent')
    const [{ mail: read, to: rcpt, from }] = received as [(typeof received)[0]]
    assert.deepEqual([rcpt, from], [[to], 'appointments@talk.example.org'])
    assert.equal(read.from?.text, '"Appointments" <appointments@talk.example.org>')
    assert.equal(read.replyTo?.text, '"Appointments" <appointments@talk.example.org>')
    assert.equal(read.subject, 'Your appointment, Monday 23 November 2026, 6:30pm')
    assert.equal(read.messageId, `<${id}@talk.example.org>`)
    assert.equal(read.headers.get('auto-submitted'), 'auto-generated')
    assert.equal(read.text, mail.text)
    assert.equal(read.html, mail.html)
    assert.deepEqual(read.attachments, [])
  })

  it('carries the calendar entry twice: for the mailbox to act on and for the person to open', async () => {
    const { url, received } = await startRelay()
    const send = open(url)
    for (const method of ['REQUEST', 'CANCEL'] as const) {
      const content = calendarEntry({ ...invitation, method })
      assert.equal(await send({ ...mail, calendar: { method, content } }), 'sent')
      const { raw, mail: read } = received.at(-1)!
      assert.match(raw, new RegExp(`Content-Type: text/calendar; charset=utf-8; method=${method}`, 'i'))
      const ics = read.attachments.find(({ filename }) => filename === 'appointment.ics')
      assert.equal(ics?.content.toString(), content)
      const calendar = new ICAL.Component(ICAL.parse(content) as unknown[])
      assert.equal(calendar.getFirstPropertyValue('method'), method)
      assert.equal(String(calendar.getFirstSubcomponent('vevent')?.getFirstPropertyValue('sequence')), '3')
    }
  })

  it('keeps its name when it is sent again', async () => {
    const { url, received } = await startRelay()
    const send = open(url)
    await send(mail)
    await send(mail)
    assert.equal(received[0]?.mail.messageId, received[1]?.mail.messageId)
  })

  it('lets no words become a header, a line or a second person', async () => {
    const { url, received } = await startRelay()
    const send = open(url)
    const awkward = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 100 }),
      fc.constantFrom(
        'Amina\r\nBcc: boss@example.org',
        'a\nX-Evil: 1\n\n<b>body</b>',
        '\u202eanimA',
        'א\u200fمينا',
        '<script>alert(1)</script>',
        '=?utf-8?q?Bcc:_boss?=',
        '\u0000\u0007',
        'Ἀμίνα 阿米娜 🧑🏽‍⚕️',
      ),
    )
    await fc.assert(
      fc.asyncProperty(awkward, async (words) => {
        received.length = 0
        assert.equal(await send({ ...mail, subject: `Your appointment ${words}`, text: words }), 'sent')
        const [{ raw, mail: read, to: rcpt }] = received as [(typeof received)[0]]
        const headers = raw.slice(0, raw.indexOf('\r\n\r\n'))
        const names = headers.split('\r\n').flatMap((line) => /^([A-Za-z-]+):/.exec(line)?.[1] ?? [])
        const usual =
          'Content-Transfer-Encoding From Reply-To To Subject Message-ID Date MIME-Version Content-Type Auto-Submitted'.split(
            ' ',
          )
        assert.deepEqual(
          names.filter((name) => !usual.includes(name)),
          [],
        )
        assert.equal(new Set(names).size, names.length)
        assert.deepEqual(rcpt, [to])
        assert.doesNotMatch(read.subject ?? '', /[\p{Cc}\u202e\u200f]/u)
        assert.equal(read.html, mail.html)
      }),
      { numRuns: 60 },
    )
  })

  it('refuses an address that is more than one', async () => {
    const { url, received } = await startRelay()
    const send = open(url)
    for (const wrong of ['a@b.uk, c@d.uk', 'a@b.uk\r\nBcc: c@d.uk', '"a@evil x"@ours.uk', 'a@b.uk>', 'Amina <a@b.uk>'])
      assert.equal(await send({ ...mail, to: wrong }), 'refused')
    assert.equal(received.length, 0)
  })
})

const answeringData = (responseCode: number): SMTPServerOptions => ({
  onData: (stream, _, done) => void stream.resume().on('end', () => done(saying(responseCode))),
})

describe('a relay that fails', () => {
  const answering = (responseCode: number) => ({
    onRcptTo: (_: unknown, __: unknown, done: (error?: Error) => void) => done(saying(responseCode)),
  })

  it('is believed about a recipient who does not exist', async () => {
    const { url } = await startRelay(answering(550))
    assert.equal(await open(url)(mail), 'refused')
  })

  it('is asked again when it only wants to wait', async () => {
    const { url } = await startRelay(answering(451))
    assert.equal(await open(url)(mail), 'unreachable')
  })

  it('is asked again when it refuses us and not the recipient', async () => {
    const sender = await startRelay({ onMailFrom: (_, __, done) => done(saying(550)) })
    assert.equal(await open(sender.url)(mail), 'turned-away')
    const closed = await startRelay({ onConnect: (_, done) => done(saying(554)) })
    assert.equal(await open(closed.url)(mail), 'turned-away')
    const unknown = await startRelay(answering(530))
    assert.equal(await open(unknown.url)(mail), 'turned-away')
    const asked = await startRelay({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: (_, __, done) => done(saying(535)),
    })
    assert.equal(await open(asked.url.replace('//', '//user:wrong@'))(mail), 'turned-away')
  })

  it('is believed about a message that it takes from nobody', async () => {
    for (const said of [550, 552, 554]) {
      const { url } = await startRelay(answeringData(said))
      assert.equal(await open(url)(mail), 'refused', `${said}`)
    }
  })

  it('is asked again about a message when it is only busy, or does not understand us', async () => {
    for (const [said, handed] of [
      [451, 'unreachable'],
      [503, 'turned-away'],
      [530, 'turned-away'],
    ] as const) {
      const { url } = await startRelay(answeringData(said))
      assert.equal(await open(url)(mail), handed, `${said}`)
    }
  })

  it('goes on serving the others after it refused one', async () => {
    const { url, received } = await startRelay({
      onRcptTo: ({ address }, _, done) => done(address === 'gone@example.org' ? saying(550) : null),
    })
    const send = open(url)
    const handed = await Promise.all(
      ['gone@example.org', to, 'gone@example.org', to].map((one) => send({ ...mail, to: one })),
    )
    assert.deepEqual(handed, ['refused', 'sent', 'refused', 'sent'])
    assert.equal(received.length, 2)
  })

  it('is given up when it never greets, within the time there is', async () => {
    const { url } = await startSilence()
    assert.equal(await open(url)(mail, 300), 'unsure')
  })

  it('is given up when it stalls in the middle of a message, and the next message gets through', async () => {
    let stalling = true
    const relay = await startRelay({
      onMailFrom: (_, __, done) => {
        if (!stalling) done()
      },
    })
    const send = open(relay.url)
    const stalled = await Promise.all(Array.from({ length: 8 }, () => send(mail, 300)))
    assert.deepEqual(new Set(stalled), new Set(['unsure']))
    stalling = false
    assert.equal(await send(mail), 'sent')
    assert.equal(relay.received.length, 1)
  })

  it('is not reached when nobody listens', async () => {
    const { url, close } = await startSilence()
    await close()
    assert.equal(await open(url)(mail), 'unreachable')
  })

  it('that hangs up after taking a message is not sent it a second time', async () => {
    let taken = 0
    const { url } = await startSilence((socket) => {
      let body = ''
      let inBody = false
      socket.write('220 relay\r\n')
      socket.on('data', (chunk) => {
        if (!inBody) {
          inBody = chunk.toString().startsWith('DATA')
          return void socket.write(inBody ? '354 go\r\n' : '250 ok\r\n')
        }
        body += chunk.toString()
        if (!body.endsWith('\r\n.\r\n')) return
        taken++
        socket.destroy()
      })
    })
    assert.equal(await open(url)(mail), 'unsure')
    assert.equal(taken, 1)
  })
})

/** Something that listens and does only what it is told: by default nothing. */
async function startSilence(behave: (socket: Socket) => void = () => {}) {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    behave(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = async () => {
    sockets.forEach((socket) => socket.destroy())
    if (!server.listening) return
    server.close()
    await once(server, 'close')
  }
  after(close)
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}
