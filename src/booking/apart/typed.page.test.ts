import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { workplaceToken } from '#coaches'
import { mailboxOf, sendDue, type Mail, type Text } from '#notifications'
import { layWorkplaces } from '../../../seed/lay-workplaces.ts'
import { alike } from '../../../testing/alike.ts'
import { contactKey } from '../../../testing/booking.ts'
import { bookingPages, idOf, startsIn, work } from '../../../testing/pages.ts'
import { recovering } from '../../../testing/recovering.ts'
import { coachActor } from '../../../testing/staff.ts'
import { bookingWorld, coachId } from '../../../testing/world.ts'
import { hashesOf } from '../contact-hashes.ts'
import { bookingRenderers } from '../messages/render.ts'
import { sayKnown } from './queries.ts'

const baseUrl = 'https://talk.example.org'
const amina = { email: 'amina@example.org', phone: '07700 900123' }
const nobody = { email: 'other@example.org', phone: '07700 900456' }
type Contact = typeof amina

/** Two coaches with public pages. Amina booked with the first, who knows her; in a browser of her own, and proved it where she did. */
async function known({ proved }: { proved: boolean }) {
  const world = await bookingWorld([1, 2].map((number) => ({ id: coachId(number) })))
  const { db, admin, ports } = world
  await admin.query(
    `insert into coach_page (coach_id, number, biography, state, decided_at)
       select id, 1, 'I keep bees.', 'accepted', clock_now() from coach`,
  )
  const pages = await bookingPages(world)
  const hers = await pages.booked(amina)
  if (proved) await pages.proved(hers.path, amina.email, hers.someone)
  await admin.query('update claim set coach_id = $1', [coachId(1)])
  await admin.query(`update booking set coach_id = $1, matched_on = '{}'`, [coachId(1)])
  await db.withActor(await coachActor(admin, coachId(1)), (tx) => sayKnown.one(tx, idOf(hers.path)))
  await recovering(ports)
  await ports.availability.load()
  return { ...world, pages, hers }
}

/** All that somebody in a new browser reads and is sent who types a contact, and books with the first coach. */
async function seenBy(given: Contact, story: { proved: boolean }) {
  const { db, admin, ports, pages } = await known(story)
  const renderers = bookingRenderers({ ...ports, baseUrl, mailbox: mailboxOf({ baseUrl, smtpUrl: null }) })
  const sent: (Mail | Text)[] = []
  const take = async (message: Mail | Text) => {
    if (!message.to.startsWith(coachId(1).slice(0, 20))) sent.push(message)
    return 'sent' as const
  }
  const fails = (...said: unknown[]) => assert.fail(JSON.stringify(said))
  const send = () => sendDue({ db, renderers, senders: { email: take, text: take }, log: fails }, 1_000)
  await send()
  sent.length = 0
  const someone = await pages.atContact()
  await pages.sayContact(someone, given)
  const read: string[] = []
  const look = async (...paths: string[]) => {
    for (const path of paths) read.push((await someone.get(path)).html)
  }
  await someone.post('/book/coach', { who: 'choose' })
  await look('/book/choose-coach?filter=yes', '/coaches', `/coaches/${coachId(1)}`, `/book/coaches/${coachId(1)}`)
  await someone.post('/book/choose-coach', { coach: coachId(1) })
  await look('/book/time')
  const [start] = startsIn(read.at(-1)!)
  const kept = await someone.post('/book/time', { start: start! })
  assert.equal((await someone.post('/book/about-work', work)).location, '/book/check')
  await look('/book/check')
  const { location } = await pages.confirm(someone)
  const booking = async () =>
    (
      await admin.query<{ coach: string; reference: string; apart: number; tasks: number }>(
        `select coach_id as coach, reference, (select count(*)::int from kept_apart k where k.client_id = b.client_id) as apart,
           (select count(*)::int from rehome_task t where t.booking_id = b.id) as tasks from booking b where id = $1`,
        [idOf(location)],
      )
    ).rows[0]!
  const { reference, ...made } = await booking()
  await recovering(ports)
  await send()
  await look(location, '/booking', '/book/choose-coach')
  assert.deepEqual(
    { ...(await booking()), reference },
    { coach: coachId(1), reference, apart: 0, tasks: 0 },
    'then and later, with the coach who was chosen',
  )
  const mobile = (text: string) => text.replace(/^0/, '+44').replaceAll(' ', '')
  const own = [given.email, given.phone, mobile(given.phone), given.phone.slice(1)]
  // Without the mark of what was answered, and with the lines of calendars unfolded.
  return alike({ read, kept, made, sent }, reference).map((line) =>
    own.reduce(
      (text, one) => text.replaceAll(one, 'CONTACT'),
      line.replaceAll(/name=\\"mark\\" value=\\"[\w-]+/g, 'MARK').replaceAll('\\r\\n ', ''),
    ),
  )
}

describe('the contact of somebody whom a coach knows, typed in a new browser by anybody,', () => {
  for (const proved of [true, false])
    it(`leads to the same pages, coaches, booking and messages as one that is new here; ${proved ? 'proved' : 'not proved'} by its owner`, async () => {
      const [hers, others] = [await seenBy(amina, { proved }), await seenBy(nobody, { proved })]
      assert.deepEqual(hers, others)
      assert.ok(hers.join().includes('Coach 1, Nurse') && hers.join().includes('CONTACT'))
    })

  it('brings nothing where a booking is corrected to it', async () => {
    const { admin, pages, hers, ports } = await known({ proved: true })
    const { someone, path } = await pages.booked(nobody)
    await admin.query('update claim set coach_id = $2 where id = (select claim_id from booking where id = $1)', [
      idOf(path),
      coachId(1),
    ])
    await admin.query('update booking set coach_id = $2 where id = $1', [idOf(path), coachId(1)])
    const sent = await someone.post(`${path}/contact`, { name: 'Amina', ...amina, choice: 'carry-on' })
    assert.equal(sent.location, path)
    await recovering(ports)
    const { rows } = await admin.query(
      `select coach_id as coach, contact_hashes = $2 as hers,
         exists (select from kept_apart k where k.client_id = b.client_id) as apart from booking b where id = $1`,
      [idOf(path), hashesOf(contactKey, [amina.email, '+447700900123'])],
    )
    assert.deepEqual(rows, [{ coach: coachId(1), hers: true, apart: false }])
    assert.notEqual(idOf(path), idOf(hers.path))
  })
})

describe('what somebody else books under a contact', () => {
  it('and says of where they work, keeps no coach from its owner, whether it stands or was cancelled', async () => {
    const world = await bookingWorld([1, 2].map((number) => ({ id: coachId(number) })))
    await layWorkplaces(world.admin)
    const pages = await bookingPages(world)
    await world.admin.query(`insert into coach_workplace (coach_id, token, sealed_name) values ($1, $2, '')`, [
      coachId(1),
      workplaceToken(Buffer.alloc(32, 8), 'A81001'),
    ])
    await world.ports.availability.load()
    for (const cancelled of [true, false]) {
      const stranger = await pages.atContact()
      await pages.sayContact(stranger, amina)
      await stranger.post('/book/about-work', { ...work, workplace: 'Densham Surgery', place: 'A81001' })
      const { location } = await pages.confirm(stranger)
      if (cancelled) await stranger.post(`${location}/cancel`)
    }
    const apart = async () =>
      (await world.admin.query<{ n: number }>('select count(*)::int as n from kept_apart')).rows[0]!.n
    assert.equal(await apart(), 2, 'from the stranger alone')
    const owner = await pages.atContact()
    await pages.sayContact(owner, amina)
    await owner.post('/book/coach', { who: 'choose' })
    assert.ok((await owner.get('/book/choose-coach?filter=yes')).html.includes(coachId(1)))
    const { path, someone } = await pages.booked(amina)
    await pages.proved(path, amina.email, someone)
    assert.equal(await apart(), 2, 'nor once it is proved')
    await someone.post('/book/topic', { topic: 'wellbeing' })
    await someone.post('/book/coach', { who: 'choose' })
    await someone.post('/book/how', { mode: 'video' })
    assert.ok((await someone.get('/book/choose-coach?filter=yes')).html.includes(coachId(1)))
  })
})
