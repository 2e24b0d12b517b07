import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { mailboxOf, sendDue, type Mail } from '#notifications'
import { toldByText } from '../../../testing/coach-texts.ts'
import { coachPages } from '../../../testing/coach-pages.ts'
import { bookedInto } from '../../../testing/fixtures.ts'
import { bookingPages } from '../../../testing/pages.ts'
import { actorOf, newStaff } from '../../../testing/staff.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { hashToken, acknowledgeToken } from '../links.ts'
import { letGoSession } from '../cover/queries.ts'
import { bookingRenderers } from '../messages/render.ts'
import { recover } from '../rehome/recover.ts'

const world = await bookingWorld([{ id: coachId(1) }, { id: coachId(2) }])
const { admin, db, ports } = world
const { browser } = await bookingPages(world, { more: coachPages({ db, vault: ports.vault }) })
const sam = await newStaff(admin, 'lead_ops')
const [dev, whoever] = [browser(), browser()]
const baseUrl = 'https://talk.example.org'
const renderers = bookingRenderers({ ...ports, baseUrl, mailbox: mailboxOf({ baseUrl, smtpUrl: null }) })
const recovering = { ...ports, db, textSender: true, log: (...said: unknown[]) => assert.fail(said.map(String).join()) }

beforeEach(async () => {
  await world.setNow(mondayMorning)
  await admin.query(
    `delete from message; truncate hold, booking, booking_person, booking_change, rehome_task, cover, claim, acknowledgement, absence cascade`,
  )
  await ports.availability.load()
})

/** A session of the coach who looks, soon, which they are asked to acknowledge by a link. */
async function soon(mode: 'video' | 'phone' = 'video') {
  const startsAt = mondayMorning.add({ minutes: 100 })
  const id = await bookedInto(world, { coachId: coachId(1), startsAt, name: 'Amina' })
  const token = acknowledgeToken(Buffer.alloc(32, 7), id, 0)
  await admin.query('update booking set mode = $2 where id = $1', [id, mode])
  await admin.query(
    `insert into booking_change (booking_id, sequence, what, by_whom, coach_id, starts_at) values ($1, 0, 'booked', 'client', $2, $3)`,
    [id, coachId(1), startsAt.toString()],
  )
  await admin.query('update acknowledgement set link_hash = $2 where booking_id = $1', [id, hashToken(token)])
  await ports.availability.load()
  return { id, startsAt, page: `/team/sessions/${id}`, link: `/acknowledge/${token}` }
}
const letGo = async (id: string, how = 'other-times') =>
  db.withActor(await actorOf(admin, sam, 'lead_ops'), (tx) => letGoSession.one(tx, id, how, null))
const sent = async () => {
  const said: string[] = []
  const email = async (mail: Mail) => {
    if (mail.to === `${coachId(1)}@example.org`) said.push(`${mail.subject}\n${mail.text}`)
    return 'sent' as const
  }
  await sendDue({ db, renderers, senders: { email, text: null }, log: () => {} }, 1_000)
  return said
}
const anotherTime = /Operations look for another time for this client\. You need do nothing\./
const isLeft = async (id: string) =>
  (await admin.query<{ by_hand: string | null }>('select by_hand from rehome_task where booking_id = $1', [id])).rows[0]

describe('a session for which another time is looked for', () => {
  it('is not the coach’s to hold: nothing of it can be joined, called, covered or swapped, and its times say whose doing it is', async () => {
    await admin.query(`update coach set meeting_link = 'https://meet.example.org/dev' where id = $1`, [coachId(1)])
    await ports.availability.load()
    for (const mode of ['video', 'phone'] as const) {
      const { id, startsAt, page } = await soon(mode)
      await letGo(id)
      await recover(recovering)
      await world.setNow(startsAt.subtract({ minutes: 4 }))
      for (const path of ['/team/today', page]) {
        const { html } = await dev.get(path)
        assert.match(html, anotherTime)
        assert.doesNotMatch(
          html,
          /Join by|Show the number|No number is held|Ask for cover|Offer a swap|I will be there/,
        )
      }
      assert.equal((await dev.post(`${page}/cover`)).location, page)
      assert.equal((await dev.get(`${page}/swap`)).location, page)
      assert.equal((await admin.query('select from cover')).rowCount, 0)
      const { html } = await dev.get('/team/times')
      assert.match(html, /Operations look for another time for 1 session of yours\. You need do nothing\./)
      assert.doesNotMatch(html, /in hours that you gave up/)
      await admin.query('truncate hold, booking, booking_person, booking_change, rehome_task, claim cascade')
      await world.setNow(mondayMorning)
    }
  })

  it('says so, too, where its coach is ill', async () => {
    const { page } = await soon()
    await dev.post('/team/times/ill')
    for (const path of ['/team/today', page]) {
      const { html } = await dev.get(path)
      assert.match(html, /Operations look for another coach or another time for this client\. You need do nothing\./)
      assert.doesNotMatch(html, /Ask for cover|Offer a swap|I will be there/)
    }
  })

  it('is told to its coach once, by their own ways, when its client is asked', async () => {
    const { id } = await soon()
    await sent()
    await letGo(id)
    assert.deepEqual(await sent(), [])
    for (let i = 0; i < 3; i++) await recover(recovering)
    const [mail, ...more] = await sent()
    assert.match(
      mail!,
      /^Session not yours now, Monday 23 November 2026, [^]*Somebody looks for another time with the client\. You need do nothing\./,
    )
    assert.deepEqual([more, await sent()], [[], []])
    await toldByText(world, coachId(1), '+447700900121')
    const other = await bookedInto(world, {
      coachId: coachId(1),
      startsAt: mondayMorning.add({ hours: 5 }),
      name: 'Ben',
    })
    await letGo(other)
    await recover(recovering)
    const { rows } = await admin.query(`select channel from message where kind = 'coach-let-go' and state = 'waiting'`)
    assert.deepEqual(rows, [{ channel: 'text' }])
    await toldByText(world, coachId(1), null)
  })

  it('is told of by nothing but the cancellation where it is over at once', async () => {
    const { id } = await soon()
    await sent()
    await letGo(id, 'cancel')
    await recover(recovering)
    assert.deepEqual(
      (await sent()).map((mail) => mail.slice(0, 17)),
      ['Session cancelled'],
    )
    const second = await soon()
    await sent()
    await letGo(second.id)
    await recover(recovering)
    await letGo(second.id, 'cancel')
    await recover(recovering)
    assert.deepEqual(
      (await sent()).map((mail) => mail.slice(0, 17)),
      ['Session cancelled'],
    )
  })
})

describe('the word of its coach', () => {
  it('ends what the lead decided, by link or on Today, while its client was told nothing', async () => {
    for (const by of ['link', 'today'] as const) {
      const { id, page, link } = await soon()
      await letGo(id)
      assert.match((await dev.get('/team/today')).html, /Operations look for another time[^]*I will be there/)
      if (by === 'link') assert.equal((await whoever.post(link)).location, '/acknowledge/thank-you')
      else await dev.post(`${page}/acknowledge`)
      assert.equal((await isLeft(id))!.by_hand, null)
      await recover(recovering)
      assert.match((await dev.get(page)).html, /You said that you will be there\.[^]*Ask for cover/)
      const { rows } = await admin.query(
        `select kind from message where kind in ('booking-alternatives', 'coach-let-go')`,
      )
      assert.deepEqual(rows, [])
      await admin.query('truncate hold, booking, booking_person, booking_change, rehome_task, claim cascade')
    }
  })

  it('comes too late once its client was asked, and they read that', async () => {
    const { id, page, link } = await soon()
    await letGo(id)
    await recover(recovering)
    const words = /Operations look for another time with the client\. The session is not yours to hold now\./
    const shown = await whoever.get(link)
    assert.deepEqual(
      [shown.status, words.test(shown.html), /<form[^>]*acknowledge/.test(shown.html)],
      [200, true, false],
    )
    const pressed = await whoever.post(link)
    assert.deepEqual([pressed.status, words.test(pressed.html)], [409, true])
    await dev.post(`${page}/acknowledge`)
    assert.match((await dev.get('/team/today')).html, anotherTime)
    const { rows } = await admin.query('select from acknowledgement where acknowledged_at is not null')
    assert.deepEqual([rows, (await isLeft(id))!.by_hand], [[], 'other-times'])
  })
})
