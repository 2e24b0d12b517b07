import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { worker } from '#lib/door'
import { assertNeutral, type Message } from '#notifications'
import { accountPages } from '../../testing/account.ts'
import { mondayMorning } from '../../testing/world.ts'
import { accountRenderers } from './messages.ts'

const { world, booked, browser, signedIn, claimed, passphrase, codeOfBrowser } = await accountPages()
const renderers = accountRenderers({ ...world.ports, baseUrl: 'https://talk.example.org' })
beforeEach(() => world.setNow(mondayMorning))

/** What is said, and to whom, by everything about accounts that was planned since. */
async function saidDuring(work: () => Promise<unknown>): Promise<string[]> {
  const planned = async () =>
    (
      await world.admin.query<Message>(
        `select id, kind, subject_id as "subjectId", subject_sequence as "subjectSequence", recipient, channel
           from message where kind = any ($1) order by planned_at, channel, id`,
        [Object.keys(renderers)],
      )
    ).rows
  const before = new Set((await planned()).map(({ id }) => id))
  await work()
  const since = (await planned()).filter(({ id }) => !before.has(id))
  const said = await Promise.all(
    since.map((message) => world.db.withActor(worker, (tx) => renderers[message.kind]!(tx, message))),
  )
  return said.map((words) => {
    if (!words) return 'nothing'
    const text = words.text.split('\n')[0]!
    assertNeutral(words.text, [/\d{8}/.exec(words.text)?.[0] ?? 'none'])
    return words.channel === 'email' ? `${words.to}: ${words.subject}` : `${words.to}: ${text.slice(0, 25)}`
  })
}

describe('what is said about an account', () => {
  it('is a code, to the contact that was given where it is known, and otherwise nothing', async () => {
    await booked({ email: 'codes@example.org' })
    const ask = async (contact: string) => browser().post('/you/sign-in', { contact })
    assert.deepEqual(await saidDuring(() => ask('codes@example.org')), ['codes@example.org: Your code'])
    assert.deepEqual(await saidDuring(() => ask('other@example.org')), ['nothing'])
    assert.deepEqual(await saidDuring(() => ask('07700 900222')), ['nothing'])
    await signedIn('codes@example.org')
    assert.deepEqual(await saidDuring(() => ask('codes@example.org')), ['codes@example.org: Your code'])
  })

  it('is told to every contact, also to one that was only given, and can be stopped by each', async () => {
    const { path } = await booked({ email: 'told@example.org', phone: '07700 900444' })
    const thief = await claimed('told@example.org', path)
    assert.deepEqual(await saidDuring(() => thief.post('/you/passphrase', { passphrase })), [
      'told@example.org: A change was asked for',
      '+447700900444: A change was asked for. I',
    ])
    const owner = browser()
    assert.deepEqual(await saidDuring(() => owner.post('/you/stop', { contact: '07700 900444' })), [
      '+447700900444: ' + `Your code is ${await codeOfBrowser('stop', owner)}. It works`.slice(0, 25),
    ])
  })

  it('tells of what was done and of what was tried', async () => {
    const { someone } = await booked({ email: 'done@example.org' })
    await signedIn('done@example.org', someone)
    assert.deepEqual(await saidDuring(() => someone.post('/you/passphrase', { passphrase })), [
      'done@example.org: A change was made',
    ])
    const thief = await signedIn('done@example.org')
    assert.deepEqual(await saidDuring(() => thief.post('/you/confirm', { passphrase: 'not this one at all' })), [
      'done@example.org: Was this you?',
    ])
  })
})
