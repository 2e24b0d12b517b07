import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { layWorkplaces } from '../../../seed/lay-workplaces.ts'
import { assertRefused, bookingPages, checkedIn, startsIn, work, type Someone } from '../../../testing/pages.ts'
import { bookingWorld, coachId } from '../../../testing/world.ts'

const world = await bookingWorld([{ id: coachId(1) }])
await layWorkplaces(world.admin)
const { atContact, atTimes, sayContact } = await bookingPages(world)

const [northEast, somewhereElse] = ['QHM', 'QWO']
const densham = { code: 'A81001', words: 'Densham Surgery' }

async function atWork(): Promise<Someone> {
  const someone = await atContact()
  await sayContact(someone)
  return someone
}

/** What the page says at last: the area as the check page names it. */
const areaOf = async (someone: Someone) =>
  /Area\s*<\/dt>\s*<dd[^>]*>\s*([^<]*?)\s*</.exec((await someone.get('/book/check')).html)![1]

const chosenArea = (html: string) => /<option value="(\w*)"[^>]* selected/.exec(html)?.[1]

describe('Somebody who looks for their workplace', () => {
  it('given words that fit many, when they continue, then the choices are shown once with a sentence', async () => {
    const someone = await atWork()
    const page = await someone.post('/book/about-work', { ...work, workplace: 'surgery' })
    assertRefused(page, 'Select which of these is where you work, or continue without your area')
    assert.ok((page.html.match(/name="place"/g) ?? []).length > 5)
    assert.match(page.html, /None of these/)
    const again = { ...work, workplace: 'surgery', seen: seenIn(page.html) }
    assert.equal((await someone.post('/book/about-work', again)).location, '/book/check')
    assert.equal(await areaOf(someone), 'Not provided')
  })

  it('given other words after that, then these are spoken of as well', async () => {
    const someone = await atWork()
    const page = await someone.post('/book/about-work', { ...work, workplace: 'surgery' })
    const other = { ...work, workplace: 'Nowhere at all', seen: seenIn(page.html) }
    assertRefused(await someone.post('/book/about-work', other), 'We found nothing by these words')
  })

  it('given that the choices were only looked at, when none is chosen, then it is said', async () => {
    const someone = await atWork()
    const looked = await someone.post('/book/about-work', { ...work, workplace: 'surgery', find: 'yes' })
    assert.equal(looked.status, 200)
    assertRefused(await someone.post('/book/about-work', { ...work, workplace: 'surgery', seen: seenIn(looked.html) }))
    const none = { ...work, workplace: 'surgery', place: 'none' }
    assert.equal((await someone.post('/book/about-work', none)).location, '/book/check')
  })

  it('given the only one by that name, then it gives the area, on the list and at the check', async () => {
    const someone = await atWork()
    const found = await someone.post('/book/about-work', { ...work, workplace: densham.words, find: 'yes' })
    assert.equal(chosenArea(found.html), northEast)
    assert.ok(checkedIn(found.html).includes(densham.code))
    const again = { ...work, area: northEast!, workplace: densham.words, place: densham.code }
    assert.equal((await someone.post('/book/about-work', again)).location, '/book/check')
    assert.match((await areaOf(someone))!, /North East/)
  })

  it('given an area of their own choice, then no workplace changes it, and the page says so', async () => {
    const someone = await atWork()
    const own = { ...work, area: somewhereElse, workplace: densham.words }
    const found = await someone.post('/book/about-work', { ...own, find: 'yes' })
    assert.match(found.html, /You chose West Yorkshire above\. We keep that/)
    assert.equal(chosenArea(found.html), somewhereElse)
    await someone.post('/book/about-work', { ...own, place: densham.code })
    assert.equal(await areaOf(someone), 'West Yorkshire')
  })

  it('given a board that is replaced before the session, then it is the one of the session’s day', async () => {
    await world.admin.query(`update board set valid_to = '2026-11-30' where code = 'QHM'`)
    await world.admin.query(
      `insert into board (code, name, short_name, region_code, valid_from)
         select 'QZZ', 'The new board', 'The new board', region_code, '2026-11-30' from board where code = 'QHM'`,
    )
    await world.admin.query(`insert into board_succession values ('QHM', 'QZZ', '2026-11-30')`)
    for (const [date, area] of [
      ['2026-11-29', /North East/],
      ['2026-12-01', /The new board/],
    ] as const) {
      const someone = await atTimes()
      const [start] = startsIn((await someone.get(`/book/time/${date}`)).html)
      await someone.post('/book/time', { start: start! })
      await sayContact(someone)
      await someone.post('/book/about-work', { ...work, workplace: densham.words })
      assert.match((await areaOf(someone))!, area)
    }
  })
})

const seenIn = (html: string) => /name="seen" value="([^"]*)"/.exec(html)?.[1] ?? ''
