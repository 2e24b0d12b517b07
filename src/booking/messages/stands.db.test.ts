import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { mailboxOf, sendDue, type Handed, type Mail } from '#notifications'
import { elsewhere, illMorning, told } from '../../../testing/ill-morning.ts'
import { bookingRenderers } from './render.ts'

const baseUrl = 'https://talk.example.org'

/** A coach who is back while their client is asked for another time, by a relay that takes mail or does not; what the client reads. */
async function backMeanwhile(relay: Handed) {
  const { world, ports, go, back, now } = await illMorning([elsewhere])
  const renderers = bookingRenderers({ ...ports, baseUrl, mailbox: mailboxOf({ baseUrl, smtpUrl: null }) })
  const subjects: string[] = []
  const send = async (answer: Handed) => {
    const email = async (mail: Mail) => {
      if (mail.to.startsWith('amina') && answer !== 'unreachable') subjects.push(mail.subject)
      return answer
    }
    await sendDue({ db: world.db, renderers, senders: { email, text: null }, log: () => {} }, 1_000)
  }
  await send('sent')
  subjects.length = 0
  await go()
  await world.setNow(told.add({ minutes: 10 }))
  await go()
  await send(relay)
  await back()
  await go()
  assert.equal((await now()).outcome, 'stands')
  await world.setNow(told.add({ minutes: 30 }))
  await send('sent')
  return subjects
}

describe('a client whose coach is back', () => {
  it('reads that we are sorry to have asked, where the asking reached them or may have', async () => {
    for (const relay of ['sent', 'unsure'] as const) {
      const read = await backMeanwhile(relay)
      assert.equal(read.length, 2, read.join('\n'))
      assert.match(read[1]!, /stays|no change|as it was/i)
    }
  })

  it('reads nothing where it never left', async () => assert.deepEqual(await backMeanwhile('unreachable'), []))
})
