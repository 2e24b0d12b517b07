import assert from 'node:assert/strict'
import { it } from 'node:test'
import { mailboxOf, sendDue, type Mail, type Text } from '#notifications'
import { waitingLine } from '../../../testing/line.ts'
import { bookingRenderers } from './render.ts'

const { world, round, booked } = await waitingLine()
const baseUrl = 'https://talk.example.org'
const renderers = bookingRenderers({ ...world.ports, baseUrl, mailbox: mailboxOf({ baseUrl, smtpUrl: null }) })

/** Sends what is due; gives what of it speaks of a sooner time. */
async function sent() {
  const said: { to: string; subject: string; text: string }[] = []
  const send = async (one: Mail | Text) => {
    said.push({ to: one.to, subject: 'subject' in one ? one.subject : '', text: one.text })
    return 'sent' as const
  }
  await sendDue({ db: world.db, renderers, senders: { email: send, text: send }, log: () => {} }, 1_000)
  return said.filter(({ text }) => /sooner/i.test(text))
}

it('tells by mail or by text, as they chose, of the time and until when; and of nothing that is kept no longer', async () => {
  const first = await booked('first', 24)
  const second = await booked('second', 25)
  const text = { email: null, phone: '+447700900123', channel: 'text' as const, takesTexts: true }
  const byText = await booked('by text', 26, {}, text)
  const byMail = await booked('by mail', 27)
  await byMail.ask()
  await byText.ask()
  await first.cancel()
  await second.cancel()
  await round()
  const [mail, short] = (await sent()).sort((a, b) => b.text.length - a.text.length)
  assert.equal(mail!.subject, 'A sooner time for your appointment, Tuesday 24 November 2026, 6pm')
  assert.match(mail!.text, /We keep it for you alone until 9:30am UK time/)
  assert.match(mail!.text, /If you do nothing, your appointment stays on Friday 27 November 2026, 6pm/)
  assert.match(mail!.text, /https:\/\/talk\.example\.org\/visit\/[\w-]{22}/)
  assert.match(mail!.text, /\nReference: [A-Z0-9]{8}\n/)
  assert.equal(short!.to, '+447700900123')
  assert.match(
    short!.text,
    /^Sooner time, kept until 9:30am: Wednesday 25 November 2026, 6pm\. Ref [A-Z0-9]{8}\. Take it or say no: https:\S+$/,
  )
  await byMail.decline()
  await round()
  assert.deepEqual(await sent(), [], 'whoever has one is told of no other')
  await byText.decline()
  await round()
  const { until } = (await byText.offer())!
  assert.equal(await byText.day(), 24)
  await world.setNow(until)
  assert.deepEqual(await sent(), [], 'kept no longer')
})
