import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ama, dev, priya, sam, type Person as Member } from '../seed/cast.ts'
import { bookedInto } from '../testing/fixtures.ts'
import { eventually } from '../testing/running.ts'
import { person } from './person.ts'
import { openBrowser, startProduct } from './product.ts'

const product = await startProduct()
const { admin } = product
const browser = await openBrowser()
const late = (day: number, clock: string) => Temporal.Instant.from(`2026-11-${day}T${clock}:00Z`)

/** Somebody of the cast at work, on a telephone; every page they come to is checked. */
async function at({ key }: Member) {
  const somebody = await person(browser, product, { viewport: { width: 375, height: 812 } })
  await somebody.open('/dev/sign-in')
  await Promise.all([
    somebody.page.waitForNavigation(),
    somebody.page.locator(`form:has(input[value="${key}"]) button`).click(),
  ])
  return {
    ...somebody,
    words: () => somebody.page.innerText('main'),
    /** Opens a page until it says something, as somebody does who looks again. */
    until: (path: string, said: RegExp) =>
      eventually(`${path} says ${said}`, async () => {
        await somebody.open(path)
        return said.test(await somebody.page.innerText('main'))
      }),
  }
}

/** Coaches work on the evening of a day, and the first of them has a session then. Gives its id. */
async function evening(coaches: readonly string[], day: number, clock: string, name = 'Grace'): Promise<string> {
  await admin.query('update coach set daily_cap = 8 where id = any($1)', [coaches])
  const evening = [`2026-11-${day}T17:00Z`, `2026-11-${day}T23:00Z`]
  await admin.query(
    `with gone as (update claim set active = false where coach_id = any($1) and during && tstzrange($2, $3) returning id)
     update booking set status = 'cancelled', cancelled_by = 'service' where claim_id in (select id from gone)`,
    [coaches, ...evening],
  )
  for (const id of coaches)
    await admin.query(
      `insert into coach_exception (coach_id, kind, on_date, starts_at, ends_at) values ($1, 'open', $2, '18:00', '22:00')`,
      [id, `2026-11-${day}`],
    )
  return bookedInto(
    { admin, ports: { vault: product.vault } },
    { coachId: coaches[0]!, startsAt: late(day, clock), name, adjustments: ['captions'] },
  )
}
const has = async (id: string) =>
  (await admin.query<{ coach: string }>('select coach_id as coach from booking where id = $1', [id])).rows[0]!.coach

describe('Ama cannot hold a session', async () => {
  const id = await evening([ama.coachId!, dev.coachId!], 24, '21:00', 'Wren')
  const [amas, devs] = [await at(ama), await at(dev)]

  it('when she asks for cover, then it stays hers', async () => {
    await amas.open(`/team/sessions/${id}`)
    await amas.press('Ask for cover')
    assert.match(await amas.words(), /You asked for cover/)
    assert.equal(await has(id), ama.coachId)
  })

  it('when Dev looks at Today, then he sees a time and no client, and takes it', async () => {
    await devs.until('/team/today', /9pm to 9:45pm: a session needs cover/)
    assert.doesNotMatch(await devs.words(), /Wren/)
    await devs.press(/^Take it.*Today, 9pm/)
    await devs.until('/team/today', /9pm to 9:45pm: Wren/)
    assert.equal(await has(id), dev.coachId)
  })

  it('then Ama has it no more, and the client was told once', async () => {
    assert.equal(await amas.open(`/team/sessions/${id}`), 404)
    const { rows } = await admin.query(
      `select kind from message where subject_id = $1 and recipient = 'client' and kind not like 'reminder%'`,
      [id],
    )
    assert.deepEqual(rows, [{ kind: 'booking-reassigned' }])
  })
})

describe('Ama swaps with Dev', async () => {
  const hers = await evening([ama.coachId!, dev.coachId!], 27, '20:30', 'Yewande')
  const his = await bookedInto(
    { admin, ports: { vault: product.vault } },
    { coachId: dev.coachId!, startsAt: late(27, '18:30'), name: 'Grace', adjustments: ['captions'] },
  )
  const [amas, devs] = [await at(ama), await at(dev)]

  it('when she offers him her session for his, then both stay as they are, and she read no client’s name', async () => {
    await amas.until(`/team/sessions/${hers}/swap`, /27 November, 6:30pm to 7:15pm: Dev Solanki/)
    assert.doesNotMatch(await amas.words(), /Grace/)
    await amas.choose('Friday 27 November, 6:30pm to 7:15pm: Dev Solanki')
    await amas.press('Offer the swap')
    assert.match(await amas.words(), /You offered Dev Solanki a swap/)
    assert.deepEqual([await has(hers), await has(his)], [ama.coachId, dev.coachId])
  })

  it('when he agrees on Today, then each has the other’s', async () => {
    await devs.until('/team/today', /Ama Boateng offers a swap: your session Friday 27 November, 6:30pm/)
    assert.doesNotMatch(await devs.words(), /Yewande/)
    await devs.press(/^Agree/)
    await eventually(
      'both are swapped',
      async () => (await has(hers)) === dev.coachId && (await has(his)) === ama.coachId,
    )
    await devs.open('/team/today')
    assert.match(await devs.words(), /Yewande/)
  })
})

describe('Somebody waits for a sooner time', async () => {
  const amas = await at(ama)
  let id = ''

  it('given that Ama could serve them, then Today asks her, and not by whom', async () => {
    // She works on neither day, so that nothing of hers is free.
    for (const day of [24, 25])
      await admin.query(
        `insert into coach_exception (coach_id, kind, on_date, starts_at, ends_at) values ($1, 'closed', $2, '08:00', '22:00')`,
        [ama.coachId, `2026-11-${day}`],
      )
    id = await evening([dev.coachId!], 25, '21:00')
    await admin.query(`update booking set matched_on = $2 where id = $1`, [id, [`named=${ama.coachId}`]])
    await admin.query(`insert into waiting_alert (booking_id, passed) values ($1, '{}')`, [id])
    await amas.until('/team/today', /is waiting (this|tomorrow) (morning|afternoon|evening): open/)
    assert.match(await amas.words(), /Not to(day|morrow)/)
  })

  it('when she opens the hour, then they alone are offered it', async () => {
    await amas.press(/^Open\b.*this/)
    assert.match(await amas.words(), /You opened .* Those who wait are asked first/)
    await eventually('it is kept for them', async () => {
      const { rows } = await admin.query(`select booking_id as id from offer where kind = 'sooner' and state = 'open'`)
      return rows.length === 1 && rows[0].id === id
    })
  })
})

describe('Priya runs the rota of a partner', async () => {
  const { rows } = await admin.query<{ id: string; name: string }>(
    `select id, name_shown as name from coach where active and provider_id = (select id from provider where not lead order by name limit 1)
       and services @> '{lay-too}' and modes @> '{video}' order by number limit 2`,
  )
  const id = await evening(
    rows.map((one) => one.id),
    25,
    '20:30',
  )
  const priyas = await at(priya)

  it('when she asks who could hold a session, then she sees her own coaches, and gives it by one press', async () => {
    await priyas.open('/team/rota?day=2026-11-25')
    await priyas.press(new RegExp(`^Cover.*${rows[0]!.name}, 8:30pm`))
    await priyas.until(new URL(priyas.page.url()).pathname, new RegExp(rows[1]!.name))
    assert.doesNotMatch(await priyas.words(), /Grace|Dev Solanki|Ama Boateng/)
    await priyas.press(new RegExp(`^Give it to them.*${rows[1]!.name}`))
    await eventually('it is theirs', async () => (await has(id)) === rows[1]!.id)
  })

  it('then her page of recovery says so, and names no client', async () => {
    await priyas.open('/team/rota/recovery')
    assert.match(await priyas.words(), new RegExp(`With ${rows[1]!.name}`))
    assert.doesNotMatch(await priyas.words(), /Grace/)
  })
})

describe('Sam finds cover', async () => {
  const id = await evening([ama.coachId!, dev.coachId!], 26, '20:30')
  const sams = await at(sam)

  it('given a session that nobody can hold, when he looks who could, then he gives it to one of them', async () => {
    await sams.open(`/team/operations/sessions/${id}`)
    await sams.follow('Find cover')
    await sams.press('See who could hold it')
    await sams.until(`/team/operations/sessions/${id}/cover`, /Dev Solanki/)
    assert.doesNotMatch(await sams.words(), /Grace/)
    await sams.press(/^Give it to them.*Dev Solanki/)
    await eventually('it is his', async () => (await has(id)) === dev.coachId)
    await sams.open(`/team/operations/sessions/${id}/cover`)
    assert.match(await sams.words(), /It is with Dev Solanki/)
  })

  it('when nobody can, then he is asked what happens instead, and the client is asked to choose', async () => {
    assert.equal(await sams.press('Do that'), 422)
    assert.match(await sams.words(), /Choose what happens instead/)
    await sams.choose('Keep other times for the client, and ask them to choose')
    await sams.press('Do that')
    await sams.until('/team/operations/recovery', /The client was asked/)
  })

  it('and nothing went wrong behind the pages', () => assert.deepEqual(product.faults, []))
})
