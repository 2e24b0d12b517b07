import assert from 'node:assert/strict'
import { it } from 'node:test'
import { publicKeyOf } from '#audit'
import { accountPages, checkpointKey } from '../../testing/account.ts'
import { idOf } from '../../testing/pages.ts'
import { mondayMorning } from '../../testing/world.ts'
import { privacyRoutes } from './routes.ts'

const {
  world,
  booked,
  browser,
  signedIn,
  claimed,
  passphrase,
  codeOfBrowser,
  noticesSince,
  jobs,
  runJoins,
  clientOf,
  accountOf,
} = await accountPages()
const stop = /Stop this change/

/**
 * A former partner who reads the mailbox and has nothing else, from the first code to the last try. The owner has a phone
 * that they gave with the booking, and the browser that they booked in.
 */
it('Whoever reads the mailbox alone sees when, and no word, changes no address, takes nothing and deletes nothing', async () => {
  await world.setNow(mondayMorning)
  const email = 'shared@example.org'
  const { someone: owner, path } = await booked({ email, name: 'CANARYNAME', phone: '07700 900611' })
  await world.setNow(mondayMorning.add({ minutes: 40 }))

  // Signs in by a code: facts of the booking.
  const partner = await signedIn(email)
  const home = await partner.get('/you')
  assert.ok(home.html.includes(idOf(path)))
  await partner.post(`/you/appointments/${idOf(path)}`)
  const seen = [home, await partner.get(path), await partner.get('/you/sign-ins'), await partner.get('/you/passkeys')]
  for (const { html } of seen)
    for (const hidden of ['CANARYNAME', '900611', email]) assert.ok(!html.includes(hidden), hidden)
  assert.equal((await partner.get(`${path}/contact`)).status, 404)

  // Every page and act that needs more leads to the passphrase, whatever is asked of it.
  const { clock, codeKey, vault } = world.ports
  const strong = privacyRoutes({
    db: world.db,
    clock,
    codeKey,
    vault,
    contactKey: Buffer.alloc(32, 4),
    publicKey: publicKeyOf(checkpointKey),
    baseUrl: 'http://localhost:3000',
  }).filter(({ may, level }) => may === 'client' && level !== 'code')
  assert.ok(strong.length > 5)
  for (const { method, path: to } of strong) {
    const url = to.replace(':id', idOf(path))
    const answer =
      method === 'GET' ? await partner.get(url) : await partner.post(url, { contact: 'partner@example.org' })
    assert.deepEqual(
      [answer.status, answer.location.split('?')[0], answer.html],
      [303, '/you/confirm', ''],
      `${method} ${to}`,
    )
  }
  const changed = await world.admin.query(
    `select from client_contact where removed_at is not null or not codes or verified_at is null`,
  )
  assert.equal(changed.rowCount, 0)

  // Asks for a passphrase: it waits, for an account in which there is nothing of the owner's.
  const told = await noticesSince(async () => {
    await partner.post('/you/passphrase', { passphrase })
    await partner.post('/you/confirm', { passphrase })
  })
  assert.deepEqual(told, ['asked email', 'tried email'])
  assert.doesNotMatch((await owner.get(path)).html, stop)

  // Says that the appointment is theirs: that waits, too, and the phone that was only given hears of it.
  const toldMore = await noticesSince(async () => {
    assert.equal((await partner.post(`/you/appointments/${idOf(path)}/mine`)).location, '/you?said=passes')
    assert.equal((await partner.post(`/you/appointments/${idOf(path)}/mine`)).location, '/you?said=passes')
    await jobs['client-settle']()
  })
  assert.deepEqual(toldMore, ['asked email', 'asked text'])
  assert.match((await partner.get('/you')).html, /booked elsewhere/)

  // The browser that booked shows it and could stop it; the partner's shows no such thing there.
  assert.match((await owner.get(path)).html, /Somebody who gets your messages said that this appointment is theirs/)
  assert.doesNotMatch((await partner.get(path)).html, stop)

  // The owner stops it with the phone, and everybody is signed out.
  const phone = browser()
  await phone.post('/you/stop', { contact: '07700 900611' })
  await phone.post('/you/stop/code', { code: await codeOfBrowser('stop', phone) })
  assert.equal((await partner.get('/you')).location, '/you/sign-in')
  assert.equal((await partner.get(path)).status, 404)
  await world.setNow(mondayMorning.add({ hours: 100 }))
  await jobs['client-settle']()
  await signedIn(email, partner)
  assert.equal((await partner.post('/you/confirm', { passphrase })).status, 422)
  assert.notEqual(await clientOf(path), await accountOf(partner))

  const whose = await accountOf(partner)

  // Books once more under the same address, to be the browser that booked: it opens nothing that was there before.
  const { someone: again } = await booked({ email })
  await signedIn(email, again)
  await again.post('/you/passphrase', { passphrase })
  assert.equal((await again.post('/you/confirm', { passphrase })).status, 422)
  assert.match((await again.get('/you/contacts')).location, /^\/you\/confirm/)

  // What was tried stands in the trail of whom it was tried with.
  const { rows } = await world.admin.query<{ verb: string }>(
    `select distinct verb from audit_event where subject_id = $1`,
    [whose],
  )
  const verbs = rows.map(({ verb }) => verb)
  for (const verb of ['client.signed-in', 'client.change-asked', 'client.passphrase-refused', 'client.change-stopped'])
    assert.ok(verbs.includes(verb), verb)
  assert.equal((await owner.get(path)).status, 200)
})

it('Where that mailbox is all that there is, the browser that booked can still stop it', async () => {
  await world.setNow(mondayMorning)
  const email = 'only@example.org'
  const { someone: owner, path } = await booked({ email })
  await world.setNow(mondayMorning.add({ minutes: 40 }))
  const partner = await claimed(email, path)
  await booked({ email }, 'video', partner)
  await partner.get('/you')
  await runJoins()
  await partner.post(`/you/appointments/${idOf(path)}`)
  await partner.post('/you/passphrase', { passphrase })
  // Nobody else's browser stops it there, not even one that may act for the booking.
  await partner.post(`${path}/stop`)
  assert.match((await owner.get(path)).html, /Stop this change/)
  assert.equal((await browser().post(`${path}/stop`)).status, 404)
  assert.equal((await owner.post(`${path}/stop`)).location, path)
  assert.doesNotMatch((await owner.get(path)).html, /Stop this change/)
  assert.equal((await partner.get('/you')).location, '/you/sign-in')
  await world.setNow(mondayMorning.add({ hours: 100 }))
  await jobs['client-settle']()
  await signedIn(email, partner)
  assert.equal((await partner.post('/you/confirm', { passphrase })).status, 422)
})
