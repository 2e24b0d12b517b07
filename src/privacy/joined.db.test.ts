import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { reachedBy } from '#booking'
import { worker } from '#lib/door'
import { accountPages } from '../../testing/account.ts'
import { idOf } from '../../testing/pages.ts'
import { mondayMorning } from '../../testing/world.ts'

const { world, jobs, runJoins, clientOf, booked, browser, signedIn, waited, passphrase, noticesSince, anHourLater } =
  await accountPages()
beforeEach(() => world.setNow(mondayMorning))

const contactsOf = async (client: string) =>
  (
    await world.admin.query<{ id: string; sealed: Buffer | null }>(
      'select id, sealed from client_contact where client_id = $1 and verified_at is not null and removed_at is null',
      [client],
    )
  ).rows
const exists = async (client: string) =>
  (await world.admin.query('select from client where id = $1', [client])).rowCount === 1
const hasKeys = async (client: string) =>
  (await world.admin.query('select from wrapped_key where subject = $1', [client])).rowCount === 1
const reached = (path: string) =>
  world.db.withActor(worker, (tx) => reachedBy(tx, world.ports.vault, idOf(path), 'email'))

describe('people are counted once', () => {
  it('a booking that somebody says is theirs comes to them, sealed anew, and the other key is destroyed', async () => {
    const email = 'once@example.org'
    const { path: first, someone } = await booked({ email })
    await signedIn(email, someone)
    const { path: second } = await booked({ email })
    await anHourLater(second)
    const [one, other] = [await clientOf(first), await clientOf(second)]
    assert.notEqual(one, other)
    await someone.post(`/you/appointments/${idOf(second)}/mine`)
    await runJoins()
    assert.equal(await clientOf(second), other)
    await waited()
    assert.equal(await clientOf(second), one)
    assert.deepEqual(await reached(second), { channel: 'email', to: email })
    assert.deepEqual([await exists(other), await hasKeys(other)], [false, false])
    await runJoins()
    assert.deepEqual([await exists(one), await hasKeys(one)], [true, true])
    const [contact] = await contactsOf(one)
    assert.ok(contact?.sealed, 'and the contact is sealed with its own row')
  })

  it('is in the list at once, before it has come', async () => {
    const email = 'soon@example.org'
    const { path: first } = await booked({ email })
    const someone = await signedIn(email)
    const { path: second } = await booked({ email })
    const { html } = await someone.get('/you')
    for (const path of [first, second]) assert.ok(html.includes(idOf(path)))
  })

  it('nothing comes by a contact that was only given, nor from somebody who proved another', async () => {
    const email = 'apart@example.org'
    const { path: mine } = await booked({ email, phone: '07700 900888' })
    await signedIn(email)
    const { path: theirs } = await booked({ email: 'theirs@example.org', phone: '07700 900888' })
    await signedIn('theirs@example.org')
    await runJoins()
    assert.notEqual(await clientOf(mine), await clientOf(theirs))
    // Somebody who gave my address with a booking of theirs, and whose own it is not.
    await world.admin.query(
      `update booking set contact_hashes = (select contact_hashes from booking where id = $1) where id = $2`,
      [idOf(mine), idOf(theirs)],
    )
    await runJoins()
    assert.notEqual(await clientOf(mine), await clientOf(theirs))
  })

  it('nobody is in two places at once: what is at the same time stays apart, and whoever proved it is told', async () => {
    const email = 'atonce@example.org'
    const { path: first } = await booked({ email })
    await signedIn(email)
    const { path: second, someone } = await booked({ email })
    await world.admin.query(
      `update booking b set starts_at = o.starts_at, ends_at = o.ends_at from booking o where b.id = $1 and o.id = $2`,
      [idOf(second), idOf(first)],
    )
    const words = /You have another appointment at the same time/
    assert.doesNotMatch((await someone.get(second)).html, words, 'nothing is told where no code was entered')
    const she = await signedIn(email)
    await runJoins()
    assert.notEqual(await clientOf(first), await clientOf(second))
    assert.match((await she.get('/you')).html, /Two of these are at the same time/)
    await she.post(`/you/appointments/${idOf(second)}`)
    assert.match((await she.get(second)).html, words)
  })

  it('who reads the mailbox and books once more under it enrols into nothing that was there before', async () => {
    const email = 'older@example.org'
    await booked({ email })
    await world.setNow(mondayMorning.add({ hours: 2 }))
    const { someone: thief } = await booked({ email })
    await signedIn(email, thief)
    const told = await noticesSince(async () => {
      await thief.post('/you/passphrase', { passphrase })
    })
    assert.deepEqual(told, ['asked email'])
    assert.equal((await thief.post('/you/confirm', { passphrase })).status, 422)
  })

  it('what waited is told when it is done, once', async () => {
    const email = 'due@example.org'
    await booked({ email })
    const someone = await signedIn(email, browser())
    await someone.post('/you/passphrase', { passphrase })
    await jobs['client-settle']()
    await world.setNow(mondayMorning.add({ hours: 72 }))
    const told = await noticesSince(async () => {
      await jobs['client-settle']()
      await jobs['client-settle']()
    })
    assert.deepEqual(told, ['done email'])
  })
})
