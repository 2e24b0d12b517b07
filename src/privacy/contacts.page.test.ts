import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { reachedBy } from '#booking'
import { worker } from '#lib/door'
import { accountPages } from '../../testing/account.ts'
import { assertRefused, headingOf, idOf, type Someone } from '../../testing/pages.ts'
import { mondayMorning } from '../../testing/world.ts'

const {
  world,
  jobs,
  runJoins,
  clientOf,
  booked,
  browser,
  signedIn,
  linkTo,

  passphrase,
  codeOfBrowser,
  noticesSince,
  anHourLater,
} = await accountPages()
beforeEach(() => world.setNow(mondayMorning))

/** Somebody who booked and chose a passphrase, with their contact sealed. */
async function owner(email: string, phone = '') {
  const { someone, path } = await booked({ email, phone })
  await signedIn(email, someone)
  await someone.post('/you/passphrase', { passphrase })
  await runJoins()
  return { someone, path }
}
const add = async (someone: Someone, contact: string) => {
  // Later than the first, which comes first in the list.
  await world.setNow(mondayMorning.add({ minutes: 1 }))
  assert.equal((await someone.post('/you/contacts', { contact })).location, '/you/contacts/code')
  return someone.post('/you/contacts/code', { code: await codeOfBrowser('contact', someone) })
}
const formsOf = async (someone: Someone, work: 'codes' | 'remove', nth: number) =>
  Array.from(
    (await someone.get('/you/contacts')).html.matchAll(/\/you\/contacts\/[\da-f-]{36}\/(codes|remove)/g),
    ([path, which]) => ({ path, which }),
  ).filter(({ which }) => which === work)[nth]!.path

describe('how somebody is reached', () => {
  it('is shown and added to with a passphrase, and every contact hears of it', async () => {
    const { someone } = await owner('first@example.org')
    assert.match((await someone.get('/you/contacts')).html, /first@example\.org/)
    const told = await noticesSince(async () => {
      assert.equal((await add(someone, '07700 900100')).location, '/you/contacts')
    })
    assert.deepEqual(told, ['done email', 'done text'])
    assert.match((await someone.get('/you/contacts')).html, /\+447700900100/)
    const other = await signedIn('07700 900100')
    assert.equal((await other.get('/you')).status, 200)
  })

  it('is neither shown nor changed with a code alone', async () => {
    const { someone } = await owner('closed@example.org')
    const forms = [await formsOf(someone, 'codes', 0), await formsOf(someone, 'remove', 0)]
    const thief = await signedIn('closed@example.org')
    assert.match((await thief.get('/you/contacts')).location, /^\/you\/confirm/)
    for (const path of ['/you/contacts', '/you/contacts/code', ...forms])
      assert.equal((await thief.post(path, { contact: 'thief@example.org', codes: 'no' })).location, '/you/confirm')
    assert.equal(
      (await world.admin.query(`select from client_contact where not codes or removed_at is not null`)).rowCount,
      0,
    )
  })

  it('refuses what is no contact, a wrong code and another browser’s', async () => {
    const { someone } = await owner('refuse@example.org')
    assertRefused(await someone.post('/you/contacts', { contact: 'nonsense' }), 'Enter your email address', 'nonsense')
    await someone.post('/you/contacts', { contact: 'new@example.org' })
    const code = await codeOfBrowser('contact', someone)
    const { someone: stranger } = await owner('foreign@example.org')
    assertRefused(await stranger.post('/you/contacts/code', { code }), 'That code is not right')
    assertRefused(await someone.post('/you/contacts/code', { code: '00000000' }), 'That code is not right')
    assert.equal((await someone.post('/you/contacts/code', { code })).location, '/you/contacts')
  })

  it('that is not private gets no code any more; the last way in cannot be switched off', async () => {
    const { someone } = await owner('leaky@example.org')
    assert.equal((await someone.post(await formsOf(someone, 'codes', 0), { codes: 'no' })).status, 409)
    assert.equal((await someone.post(await formsOf(someone, 'remove', 0))).status, 409)
    await add(someone, 'private@example.org')
    assert.equal((await someone.post(await formsOf(someone, 'codes', 0), { codes: 'no' })).location, '/you/contacts')
    const codes = async (contact: string) => {
      const before = (
        await world.admin.query(`select from one_time_code where purpose = 'client' and subject is not null`)
      ).rowCount!
      await browser().post('/you/sign-in', { contact })
      const after = (
        await world.admin.query(`select from one_time_code where purpose = 'client' and subject is not null`)
      ).rowCount!
      return after - before
    }
    assert.deepEqual([await codes('leaky@example.org'), await codes('private@example.org')], [0, 1])
  })

  it('that was taken away leads nowhere, not even by the booking it was given with', async () => {
    const { someone, path } = await owner('gone@example.org')
    const reader = await signedIn('gone@example.org')
    await reader.post(`/you/appointments/${idOf(path)}`)
    assert.equal((await reader.get(path)).status, 200)
    await add(someone, 'kept@example.org')
    await runJoins()
    const told = await noticesSince(async () => {
      assert.equal((await someone.post(await formsOf(someone, 'remove', 0))).location, '/you/contacts')
    })
    assert.deepEqual(told, ['done email', 'done email'], 'the old one and the new one')
    const { rows } = await world.admin.query<{ reference: string }>('select reference from booking where id = $1', [
      idOf(path),
    ])
    const { rows: gone } = await world.admin.query<{ id: string }>(
      'select id from client_contact where removed_at is not null',
    )
    await jobs['client-join'](gone.map(({ id }) => id))
    assert.deepEqual(
      await world.db.withActor(worker, (tx) => reachedBy(tx, world.ports.vault, idOf(path), null)),
      { channel: 'email', to: 'kept@example.org' },
      'what is still to come goes to the one that is left',
    )
    assert.equal((await reader.get('/you')).location, '/you/sign-in', 'who came in by it is out')
    assert.equal((await browser().get(linkTo(path))).status, 404, 'and the link that went there opens nothing')
    assert.equal((await reader.get(path)).status, 404)
    const thief = browser()
    await thief.post('/you/sign-in', { contact: 'gone@example.org' })
    await thief.post('/booking', { reference: rows[0]!.reference, contact: 'gone@example.org' })
    const { rows: sent } = await world.admin.query(
      `select purpose from one_time_code where browser = sha256(convert_to($1, 'UTF8')) and subject is not null`,
      [thief.jar.get('lay-browser')],
    )
    assert.deepEqual(sent, [])
  })
})

describe('two accounts of one person', () => {
  it('come together after three days, told to both, with one key left', async () => {
    const { someone, path } = await owner('mine@example.org')
    const { path: elsewhere, someone: there } = await booked({ email: 'also-mine@example.org' })
    await anHourLater(elsewhere)
    await signedIn('also-mine@example.org', there)
    await runJoins()
    const [to, from] = [await clientOf(path), await clientOf(elsewhere)]
    const told = await noticesSince(async () => {
      assert.equal(headingOf((await add(someone, 'also-mine@example.org')).html), 'This comes to your pages in 3 days')
      await jobs['client-settle']()
    })
    assert.deepEqual(told, ['asked email', 'asked email'])
    assert.equal(await clientOf(elsewhere), from)
    await world.setNow(mondayMorning.add({ hours: 72, minutes: 1 }))
    assert.deepEqual(await noticesSince(jobs['client-settle']), ['done email', 'done email'], 'every contact of both')
    assert.equal(await clientOf(elsewhere), to)
    assert.equal((await world.admin.query('select from client where id = $1', [from])).rowCount, 0)
    assert.equal((await world.admin.query('select from wrapped_key where subject = $1', [from])).rowCount, 0)
    const again = await signedIn('also-mine@example.org')
    assert.equal(
      [...(await again.get('/you')).html.matchAll(/\/you\/appointments\//g)].length,
      0,
      'both are over by now',
    )
    assert.ok((await again.get('/you')).html.includes('Earlier'))
  })

  it('stay apart when a contact of the other stops it', async () => {
    const { someone: thief, path } = await owner('thief@example.org')
    const { path: victim, someone: there } = await booked({ email: 'victim@example.org', phone: '07700 900909' })
    await signedIn('victim@example.org', there)
    await runJoins()
    await add(thief, 'victim@example.org')
    const she = browser()
    await jobs['client-settle']()
    await she.post('/you/stop', { contact: '07700 900909' })
    assert.equal(
      headingOf((await she.post('/you/stop/code', { code: await codeOfBrowser('stop', she) })).html),
      'Nothing will change',
    )
    await world.setNow(mondayMorning.add({ hours: 80 }))
    await jobs['client-settle']()
    assert.notEqual(await clientOf(path), await clientOf(victim))
  })

  it('are never put together without the passphrase of the one that has it, though the page says the same', async () => {
    const { someone: thief, path } = await owner('thief2@example.org')
    const { someone: she, path: hers } = await owner('she@example.org')
    const { html } = await add(thief, 'she@example.org')
    assert.equal(headingOf(html), 'This comes to your pages in 3 days')
    assert.match(
      (await she.get('/you')).html,
      /asked for from other pages[^]*Otherwise nothing changes[^]*Stop this change/,
    )
    const reader = await signedIn('she@example.org')
    const { html: seen } = await reader.get('/you')
    const agree = /\/you\/changes\/[\da-f-]{36}\/agree/.exec(seen)![0]
    assert.equal((await reader.post(agree)).location, '/you/confirm', 'not with a code alone')
    assert.equal((await thief.post(agree)).status, 404, 'nor by whoever asked')
    await world.setNow(mondayMorning.add({ hours: 72, minutes: 1 }))
    await jobs['client-settle']()
    assert.notEqual(await clientOf(path), await clientOf(hers))
    const { rows } = await world.admin.query(
      `select from client_change where kind = 'join' and stopped_at is not null
      and client_id = $1`,
      [await clientOf(path)],
    )
    assert.equal(rows.length, 1, 'it ends as stopped')
    await signedIn('she@example.org', she)
    assert.equal((await she.post('/you/confirm', { passphrase })).location, '/you')
  })

  it('come together where the other has a passphrase and agrees with it', async () => {
    const { someone, path } = await owner('both@example.org')
    const { someone: there, path: elsewhere } = await owner('both-too@example.org')
    await anHourLater(elsewhere)
    await add(someone, 'both-too@example.org')
    const agree = /\/you\/changes\/[\da-f-]{36}\/agree/.exec((await there.get('/you')).html)![0]
    assert.equal((await there.post(agree)).location, '/you?said=agreed')
    assert.match((await there.get('/you?said=agreed')).html, /They come together on/)
    await world.setNow(mondayMorning.add({ hours: 72, minutes: 1 }))
    await jobs['client-settle']()
    assert.equal(await clientOf(elsewhere), await clientOf(path))
  })

  it('are stopped from the pages of the other too; stopping by a code says what there was to stop', async () => {
    const { someone: thief, path } = await owner('thief3@example.org')
    const { path: hers } = await booked({ email: 'plain@example.org' })
    const she = await signedIn('plain@example.org')
    await add(thief, 'plain@example.org')
    const stop = /\/you\/changes\/[\da-f-]{36}\/stop/.exec((await she.get('/you')).html)![0]
    assert.equal((await browser().post(stop)).location, '/you/sign-in')
    assert.equal((await she.post(stop)).location, '/you?said=stopped')
    assert.doesNotMatch((await she.get('/you')).html, /Stop this change/)
    const stopped = async (contact: string) => {
      const someone = browser()
      await someone.post('/you/stop', { contact })
      return headingOf((await someone.post('/you/stop/code', { code: await codeOfBrowser('stop', someone) })).html)
    }
    assert.equal(await stopped('plain@example.org'), 'Nothing was waiting')
    const { someone: other } = await owner('thief4@example.org')
    await add(other, 'plain@example.org')
    await world.setNow(mondayMorning.add({ hours: 72, minutes: 1 }))
    await jobs['client-settle']()
    assert.equal(await stopped('plain@example.org'), 'The change was made already')
    assert.notEqual(await clientOf(path), await clientOf(hers))
  })

  it('are not asked for where the other cannot be told of it any more today', async () => {
    const { path: hers, someone: she } = await booked({ email: 'tired@example.org' })
    await signedIn('tired@example.org', she)
    await runJoins()
    const client = await clientOf(hers)
    for (let i = 0; i < 5; i++)
      await world.admin.query(
        `insert into client_notice (client_id, kind, contact_id, channel, made_at)
         select client_id, 'asked', id, 'email', clock_now() - $2 * interval '1 minute' from client_contact where client_id = $1`,
        [client, i],
      )
    const { someone: thief } = await owner('thief5@example.org')
    const asked = await add(thief, 'tired@example.org')
    assert.equal(asked.status, 429)
    assert.match(asked.html, /This was asked for too often today/)
  })
})
