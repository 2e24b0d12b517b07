import assert from 'node:assert/strict'
import { once } from 'node:events'
import { describe, it } from 'node:test'
import { deliveryWorld, fromState, provider } from '../../testing/delivery.ts'
import { sendAbout, sendDue, type Mail, type Renderer, type Sender } from './index.ts'

const { subject, now, wait, planning, states, ports } = await deliveryWorld()

describe('a code', () => {
  const code = { kind: 'find-code', recipient: 'address' as const }

  it('is sent at once', async () => {
    await planning(code)
    const { email, seen } = provider()
    await sendAbout(ports(email), [subject])
    assert.deepEqual([seen.length, await states()], [1, ['sent']])
  })

  it('is never tried a second time, whatever went wrong', async () => {
    for (const [i, answer] of (['unreachable', 'refused'] as const).entries()) {
      await planning({ ...code, subjectSequence: i, dueAt: now() })
      const { email, seen } = provider(() => answer)
      for (let again = 0; again < 3; again++) {
        await sendDue(ports(email), 100)
        await wait({ minutes: 3 })
      }
      assert.equal(seen.length, 1)
    }
    assert.deepEqual(await states(), ['failed unreachable', 'failed refused'])
  })

  it('is never sent by a second worker when the first died with it in hand', async () => {
    await planning(code)
    const dying = provider(() => {
      throw new Error('killed')
    })
    const dead = {
      ...ports(dying.email),
      log: () => {
        throw new Error('gone')
      },
    }
    await assert.rejects(sendAbout(dead, [subject]), /gone/)
    const { email, seen } = provider()
    await wait({ minutes: 5 })
    await sendDue(ports(email), 100)
    assert.deepEqual([seen, await states()], [[], ['failed lost']])
  })

  it('is never sent later than 30 seconds after it was due', async () => {
    await planning(code)
    await wait({ seconds: 31 })
    const { email, seen } = provider()
    await sendDue(ports(email), 100)
    assert.deepEqual([seen, await states()], [[], ['failed late']])
  })

  it('is handed over with no more time than is left of the 30 seconds', async () => {
    await planning(code)
    await wait({ seconds: 29, milliseconds: 500 })
    const outrun: Sender<Mail> = async (_, __, signal) => {
      if (!signal.aborted) await once(signal, 'abort')
      return 'unreachable'
    }
    await sendDue(ports(outrun), 100)
    assert.deepEqual(await states(), ['failed unreachable'])
  })

  it('is not handed over at all once its time ran out while it was written', async () => {
    await planning(code)
    await wait({ seconds: 29, milliseconds: 999 })
    const { email, seen } = provider()
    const slow: Renderer = async (tx, message) => {
      await tx.send('', 'select pg_sleep(0.01)', [])
      return fromState(tx, message)
    }
    await sendDue(ports(email, slow), 100)
    assert.deepEqual([seen, await states()], [[], ['failed late']])
  })

  it('for nobody leaves no trace of having been sent', async () => {
    await planning(code)
    const { email, seen } = provider()
    await sendDue(
      ports(email, async () => null),
      100,
    )
    assert.deepEqual([seen, await states()], [[], ['skipped']])
  })
})
