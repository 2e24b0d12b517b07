import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { anyone } from '#lib/door'
import { currentServices, programme } from '#organisations'
import { db, admin, browser, sam, home, during, changes } from '../../../testing/programme-pages.ts'

describe('a service', () => {
  const path = `${home}/services/lay-career`
  const typed = {
    name: 'Career coaching',
    description: 'About your job.',
    whoFor: 'Anybody.',
    whatHappens: 'You talk.',
    deliveredBy: 'Trained coaches.',
    noticeMinutes: '60',
    interpreterNoticeHours: '72',
    windowDays: '14',
  }
  const current = async () => (await db.withActor(anyone, currentServices)).find(({ key }) => key === 'lay-career')!

  it('is changed from now on by what is typed, with who, when, before and after', async () => {
    const lead = await browser(sam)
    const before = await current()
    assert.equal((await lead.post(path, { ...typed, version: String(before.version) })).to, path)
    const { version, name, windowDays, minutes } = await current()
    assert.deepEqual([version, name, windowDays, minutes], [before.version + 1, 'Career coaching', 14, before.minutes])
    const { html } = await lead.get(path)
    assert.match(html, /Version 2/)
    assert.ok(html.includes('<bdi>Sam &lt;Sam&gt;</bdi>'))
    assert.match(
      html,
      /Career coaching, version 2[^]*Days ahead that can be booked: .*>28<[^]*Days ahead that can be booked: .*>14</,
    )
    const { rows } = await admin.query(
      `select actor_kind, actor_id from audit_event where verb = 'service.changed' order by id desc limit 1`,
    )
    assert.deepEqual(rows, [{ actor_kind: 'lead_ops', actor_id: sam }])
    assert.equal((await changes('service'))[0].by_staff, sam)
  })

  it('comes back as it was typed where something is wrong, each beside its field', async () => {
    const { version } = await current()
    const lead = await browser(sam)
    const bad = { ...typed, version: String(version), name: '', windowDays: '63', whoFor: 'x'.repeat(601) }
    const { status, html } = await lead.post(path, bad)
    assert.equal(status, 422)
    assert.match(html, /<title>Error: /)
    for (const words of ['Enter the name', 'a whole number from 1 to 62', 'must be 600 characters or fewer'])
      assert.ok(html.includes(words), words)
    assert.ok(html.includes('value="63"') && html.includes('You talk.'))
    assert.equal((await current()).version, version)
  })

  it('refuses words made only of characters that nobody can see, as every form of these pages does', async () => {
    const [lead, { version }] = [await browser(sam), await current()]
    const nothing = '\u200b\u2060\u3164\u2800'
    const service = await lead.post(path, { ...typed, version: String(version), name: nothing, whoFor: nothing })
    assert.match(service.html, /Enter the name[^]*Enter the words on who it is for/)
    const { html } = await lead.post(`${home}/contacts`, { name: nothing, area: nothing, version: '1' })
    assert.match(html, /Enter the programme’s name[^]*Enter the area it is for/)
    for (const kind of ['closures', 'pauses']) {
      const span = await lead.post(`${home}/${kind}`, during('2026-12-01', '2026-12-02', { words: nothing }))
      assert.match(span.html, /must be 1 to \d00 characters/)
    }
    assert.equal((await current()).version, version)
  })

  it('is not overwritten by somebody who looked at it before somebody else changed it', async () => {
    const { version } = await current()
    const lead = await browser(sam)
    assert.equal((await lead.post(path, { ...typed, windowDays: '15', version: String(version) })).to, path)
    const late = await lead.post(path, { ...typed, windowDays: '16', version: String(version) })
    assert.equal(late.status, 409)
    assert.match(
      late.html,
      /<title>Error: [^]*role="alert"[^]*Nothing of yours is saved[^]*changed meanwhile[^]*value="16"/,
    )
    assert.equal((await current()).windowDays, 15)
    const shown = /name="version" value="(\d+)"/.exec(late.html)![1]!
    assert.equal((await lead.post(path, { ...typed, windowDays: '16', version: shown })).to, path)
    assert.equal((await current()).windowDays, 16)
    assert.equal((await lead.post(path, { ...typed, windowDays: '16', version: shown })).to, path)
    assert.equal((await current()).version, version + 2)
  })

  it('that is not there is not found, and one by enquiry keeps its lead times', async () => {
    const lead = await browser(sam)
    assert.equal((await lead.get(`${home}/services/lay-nothing`)).status, 404)
    assert.equal((await lead.post(`${home}/services/lay-nothing`, typed)).status, 404)
    const group = `${home}/services/lay-too-group`
    assert.doesNotMatch((await lead.get(group)).html, /id="windowDays"/)
    const { noticeMinutes: _notice, interpreterNoticeHours: _hours, windowDays: _days, ...words } = typed
    assert.equal((await lead.post(group, { ...words, version: '1' })).to, group)
  })
})

describe('names and contacts', () => {
  const path = `${home}/contacts`
  const typed = { name: 'Looking After', area: 'England', phone: '01632 960 100', dutyPhone: '', email: '' }

  it('are said from now on; what is left empty is not said', async () => {
    const lead = await browser(sam)
    const all = { ...typed, runBy: 'Kestrel', paidBy: '', controller: '', version: '1' }
    assert.equal((await lead.post(path, all)).to, path)
    const { phone, runBy, email } = await db.withActor(anyone, programme)
    assert.deepEqual([phone, runBy, email], ['01632 960 100', 'Kestrel', null])
    assert.match((await lead.get(path)).html, /The programme, version 2[^]*–[^]*Telephone: .*01632 960 100/)
    const late = await lead.post(path, { ...all, phone: '01632 960 200' })
    assert.equal(late.status, 409)
    assert.match(late.html, /<title>Error: [^]*role="alert"[^]*href="#name"/)
  })

  it('that cannot be rung or written to come back as typed', async () => {
    const lead = await browser(sam)
    const { status, html } = await lead.post(path, { ...typed, phone: 'ring us', email: 'us', name: '', version: '2' })
    assert.equal(status, 422)
    for (const words of ['digits and spaces', 'Enter an email address', 'Enter the programme’s name'])
      assert.ok(html.includes(words), words)
    assert.ok(html.includes('value="ring us"'))
    assert.match(
      (await lead.post(path, { ...typed, phone: '0808', version: '2' })).html,
      /Enter a whole telephone number/,
    )
  })

  it('saved twice with the same words are saved once, and it is no fault', async () => {
    const lead = await browser(sam)
    const { version } = (await admin.query('select max(version) as version from programme_version')).rows[0]
    const all = { ...typed, name: 'Twice', runBy: '', paidBy: '', controller: '', version: String(version) }
    for (let press = 0; press < 2; press++) assert.equal((await lead.post(path, all)).to, path)
    assert.equal((await changes('programme')).length, 1)
  })
})
