import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { tokenHash } from '#identity'
import {
  admin,
  browser,
  dev,
  elsewhere,
  lastMail,
  linkIn,
  okafor,
  otherRota,
  priya,
  sam,
  type Form,
} from '../../testing/people.ts'
import { newStaff } from '../../testing/staff.ts'

describe('People and access', () => {
  it('shows everybody to the lead and governance, and to a provider its own', async () => {
    for (const who of [sam, okafor]) {
      const { html } = await (await browser(who)).get('/team/people')
      for (const id of [priya, dev, otherRota]) assert.ok(html.includes(`/team/people/${id}`))
    }
    const rota = await browser(priya)
    const { html } = await rota.get('/team/people')
    assert.ok(html.includes(dev) && !html.includes(otherRota) && !html.includes(sam))
    assert.equal((await rota.get(`/team/people/${otherRota}`)).status, 404)
    assert.equal((await rota.post(`/team/people/${otherRota}/recover`)).status, 404)
    for (const act of ['invite', 'give-role', 'take-role', 'leave'])
      assert.equal((await rota.post(`/team/people/${dev}/${act}`, { role: 'supervisor' })).status, 404, act)
  })

  it('is nothing to everybody else', async () => {
    const coach = await browser(dev)
    for (const path of ['/team/people', `/team/people/${dev}`, '/team/people/invite', '/team/people/review'])
      assert.equal((await coach.get(path)).status, 404)
    assert.equal((await (await browser()).get('/team/people')).to, '/team/sign-in')
  })

  it('lets nobody change themselves, and the lead nobody of governance', async () => {
    const lead = await browser(sam)
    for (const [id, role] of [
      [sam, 'supervisor'],
      [okafor, 'supervisor'],
      [priya, 'governance'],
      [priya, 'sysadmin'],
      [priya, 'coach'],
    ] as const)
      assert.equal((await lead.post(`/team/people/${id}/give-role`, { role })).status, 404, role)
    for (const id of [sam, okafor]) assert.equal((await lead.post(`/team/people/${id}/leave`)).status, 404)
  })

  it('signs out whoever gets or loses a role', async () => {
    const id = await newStaff(admin, 'supervisor')
    const [governance, theirs] = [await browser(okafor), await browser(id)]
    assert.ok(await theirs.isIn())
    await governance.post(`/team/people/${id}/give-role`, { role: 'duty_lead' })
    assert.ok(!(await theirs.isIn()))
    const again = await browser(id)
    await governance.post(`/team/people/${id}/take-role`, { role: 'duty_lead' })
    assert.ok(!(await again.isIn()))
    const { rows } = await admin.query('select verb, reason from audit_event where subject_id = $1 order by n', [id])
    assert.deepEqual(rows, [
      { verb: 'staff.role-given', reason: 'duty_lead' },
      { verb: 'staff.role-taken', reason: 'duty_lead' },
    ])
  })

  it('takes everything from a leaver in one act', async () => {
    const id = await newStaff(admin, 'supervisor')
    await admin.query(
      `insert into passkey (staff_id, credential_id, public_key, counter, device) values ($1, $2, '\\x01', 0, 'A phone')`,
      [id, tokenHash(id)],
    )
    await admin.query(`insert into oidc_link (staff_id, issuer, subject) values ($1::uuid, 'https://idp', $1::text)`, [
      id,
    ])
    const [governance, theirs] = [await browser(okafor), await browser(id)]
    await governance.post(`/team/people/${id}/invite`)
    await governance.post(`/team/people/${id}/recover`)
    const path = linkIn((await lastMail('staff-invitation')).text)
    const invitedBrowser = await browser()
    await invitedBrowser.post(path)
    assert.equal((await governance.post(`/team/people/${id}/leave`)).status, 303)
    assert.ok(!(await theirs.isIn()))
    assert.equal((await invitedBrowser.get(path)).status, 404)
    for (const table of ['staff_role', 'staff_session', 'passkey', 'oidc_link', 'invitation', 'recovery']) {
      const { rowCount } = await admin.query(`select from ${table} where staff_id = $1 and ended_at is null`, [id])
      assert.equal(rowCount, 0, table)
    }
    const { rowCount } = await admin.query(
      'select from one_time_code where subject = $1 and used_at is null and expires_at > clock_now()',
      [id],
    )
    assert.equal(rowCount, 0)
  })
})

describe('A coach who is let go', () => {
  it('is offered no more, and is nobody here', async () => {
    const id = crypto.randomUUID()
    await admin.query(
      `insert into coach (id, provider_id, email, name_shown, background, gender, languages, ethnically_diverse, modes,
         services, daily_cap, gap_minutes)
       values ($1, $2, 'ama@example.org', 'Ama', 'Midwife', 'woman', '{en}', false, '{video}', '{lay-too}', 8, 15)`,
      [id, elsewhere],
    )
    const [lead, coach] = [await browser(sam), await browser(id)]
    assert.ok(await coach.isIn())
    assert.match((await lead.get(`/team/people/${id}`)).html, /those ahead wait for another coach/)
    assert.equal((await lead.post(`/team/people/${id}/leave`)).status, 303)
    assert.ok(!(await coach.isIn()))
    const { rows } = await admin.query(
      'select c.active as offered, s.active as here from coach c join staff s on s.id = c.id where c.id = $1',
      [id],
    )
    assert.deepEqual(rows, [{ offered: false, here: false }])
    const { rows: trail } = await admin.query('select verb from audit_event where subject_id = $1 order by n', [id])
    assert.deepEqual(
      trail.map(({ verb }) => verb as string),
      ['coach.left', 'staff.left'],
    )
    assert.match((await lead.get(`/team/people/${id}`)).html, /Left/)
  })
})

describe('The review of every three months', () => {
  it('is overdue from the day after three months, signed once every line has an answer, and kept', async () => {
    await admin.query('delete from access_review')
    await admin.query(`update staff set made_at = '2026-08-24T12:00Z' where id = $1`, [sam])
    const governance = await browser(okafor)
    assert.match((await governance.get('/team/people')).html, /Overdue/)
    const lines = [
      ...(await governance.get('/team/people/review')).html.matchAll(/name="(role-[^"]+)"[^>]*value="kept"/g),
    ]
    const keys = [...new Set(lines.map(([, key]) => key!))]
    assert.ok(keys.length >= 5)
    const held = async (id: string, role: string) =>
      (
        await admin.query<{ key: string }>(
          `select 'role-' || id as key from staff_role where staff_id = $1 and role = $2 and ended_at is null`,
          [id, role],
        )
      ).rows[0]!.key
    const leaver = await held(otherRota, 'partner_rota')
    const all: Form = Object.fromEntries(keys.map((key) => [key, 'kept']))
    const { [leaver]: _, ...missing } = all
    assert.equal((await governance.post('/team/people/review', missing)).status, 422)
    const self = await held(okafor, 'governance')
    assert.equal((await governance.post('/team/people/review', { ...all, [self]: 'removed' })).status, 422)
    assert.equal((await governance.post('/team/people/review', { ...all, [leaver]: 'removed' })).to, '/team/people')
    assert.doesNotMatch((await governance.get('/team/people')).html, /Overdue/)
    const { rows } = await admin.query(
      `select v.signed_by as by, v.signed_as as as, l.decision from access_review v join access_review_line l on l.review_id = v.id
        where l.staff_id = $1`,
      [otherRota],
    )
    assert.deepEqual(rows, [{ by: okafor, as: 'governance', decision: 'removed' }])
    const { rowCount } = await admin.query('select from staff_role where staff_id = $1 and ended_at is null', [
      otherRota,
    ])
    assert.equal(rowCount, 0)
  })
})
