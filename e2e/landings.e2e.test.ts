import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { castWhoSignIn, dev, ines, noor, okafor, sam, type Person as Member } from '../seed/cast.ts'
import { person } from './person.ts'
import { openBrowser, startProduct } from './product.ts'

const product = await startProduct()
const { admin } = product
const browser = await openBrowser()

/** Somebody of the cast at work, with a browser of their own; every page they come to is checked. */
async function at({ key }: Member, width = 1280) {
  const somebody = await person(browser, product, { viewport: { width, height: 900 } })
  await somebody.open('/dev/sign-in')
  await Promise.all([
    somebody.page.waitForNavigation(),
    somebody.page.locator(`form:has(input[value="${key}"]) button`).click(),
  ])
  return { ...somebody, path: () => new URL(somebody.page.url()).pathname }
}
const words = ({ page }: { page: { innerText(of: string): Promise<string> } }) => page.innerText('main')

describe('Everybody on staff', () => {
  const first: Record<string, string> = {
    coach: '/team/today',
    supervisor: '/team/supervisor',
    partner_rota: '/team/rota',
    lead_ops: '/team/operations',
    governance: '/team/duty',
    duty_lead: '/team/duty',
    commissioner: '/team/commissioner',
    evaluator: '/team/evaluator',
    sysadmin: '/team/system',
  }
  for (const member of castWhoSignIn)
    it(`${member.name} comes to where their work begins, on a telephone, and can walk from there`, async () => {
      const somebody = await at(member, 375)
      assert.equal(somebody.path(), member === noor ? '/team/governance' : first[member.role])
      assert.equal(await somebody.open('/team'), 200)
      assert.equal(somebody.path(), member === noor ? '/team/governance' : first[member.role])
      const links = await somebody.page
        .locator('header nav a')
        .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
      for (const link of links) assert.equal(await somebody.open(link), 200, link)
      await somebody.leave()
    })

  it('has the pages of their own roles and no others', async () => {
    const sams = await at(sam)
    for (const path of ['/team/governance', '/team/duty', '/team/rota', '/team/system', '/team/supervisor'])
      assert.equal((await sams.page.request.get(path)).status(), 404, path)
    await sams.leave()
  })
})

describe('Sam has to call somebody back', async () => {
  const sams = await at(sam, 375)
  let reference = ''

  it('given the sessions of a day, then nobody is named', async () => {
    reference = await sams.page.locator('tbody a').first().innerText()
    const { rows } = await admin.query('select name from staff where id = $1', [dev.coachId])
    assert.ok((await words(sams)).length > 100 && rows.length === 1)
    await sams.follow(reference)
    assert.equal(await sams.heading(), `Session ${reference}`)
  })

  it('when he gives no reason, then it is asked for, and what he chose is kept', async () => {
    await sams.choose('They asked us to call back')
    await sams.write('Why do you need it?', 'Because')
    assert.equal(await sams.press('Continue'), 422)
    assert.match(await words(sams), /Say why in 20 characters or more/)
    assert.equal(await sams.page.getByLabel('They asked us to call back').isChecked(), true)
    assert.equal(await sams.page.getByLabel('Why do you need it?').inputValue(), 'Because')
  })

  it('when he does, then name and contact show for ten minutes, and it is on record', async () => {
    await sams.write('Why do you need it?', 'They left a message that they cannot come')
    await sams.press('Continue')
    assert.doesNotMatch(await words(sams), /@/)
    await sams.press('Show name and contact')
    assert.match(await words(sams), /@example\.(org|com)|\+44|07\d/)
    assert.match(await words(sams), /This shows until/)
    const { rows } = await admin.query(`select verb from audit_event where actor_kind = 'lead_ops' order by id`)
    assert.deepEqual(
      rows.map(({ verb }) => verb as string).filter((verb) => verb.startsWith('identity.')),
      ['identity.asked', 'identity.shown'],
    )
  })

  it('then somebody in governance reviews it, whose own it is not', async () => {
    const okafors = await at(okafor)
    await okafors.follow('Governance')
    const before = await okafors.page.getByRole('button', { name: /^Reviewed/ }).count()
    assert.ok(before >= 2, await words(okafors))
    await okafors.press(new RegExp(`^Reviewed.*${reference}`))
    assert.equal(await okafors.page.getByRole('button', { name: /^Reviewed/ }).count(), before - 1)
    await okafors.leave()
  })
})

describe('Noor has to read what a coach noted', async () => {
  const [noors, okafors] = [await at(noor), await at(okafor)]
  const { rows } = await admin.query<{ reference: string }>(
    `select b.reference from booking b join booking_person p on p.booking_id = b.id where p.channel = 'email' limit 1`,
  )
  const { reference } = rows[0]!

  it('given a form that says nothing, then everything that is wrong is said', async () => {
    await noors.follow('Ask for a record to be opened')
    assert.equal(await noors.press('Ask a second person'), 422)
    assert.equal(await noors.page.locator('.nhsuk-error-summary li').count(), 4)
  })

  it('when she asks, then she cannot decide it herself', async () => {
    await noors.write('Reference of one of their sessions', reference.toLowerCase())
    await noors.write('Why must it be opened?', 'A complaint about what was written down')
    await noors.choose('15 minutes')
    await noors.choose('At once, when it is opened')
    await noors.press('Ask a second person')
    assert.match(await words(noors), /Somebody else decides/)
    assert.equal(await noors.page.getByRole('button', { name: /^Approve/ }).count(), 0)
  })

  it('when Dr Okafor agrees, then she opens it, and the client is told in words that say nothing', async () => {
    await okafors.follow('Governance')
    await okafors.press(/^Approve/)
    assert.equal(await okafors.page.getByRole('button', { name: /^Open the record/ }).count(), 0)
    await noors.open('/team/governance')
    await noors.press(/^Open the record/)
    assert.equal(await noors.heading(), 'The record')
    const { rows: told } = await admin.query(`select kind from message where kind = 'record-opened'`)
    assert.equal(told.length, 1)
    await noors.press(/^Close it/)
    assert.match(await words(noors), /No record is open/)
  })
})

describe('Ines has the duty', async () => {
  const [iness, noors] = [await at(ines, 375), await at(noor)]

  it('given a concern of level 3, when she opens it, then she has name, number and place at once', async () => {
    await iness.press(/^Name, number and place/)
    assert.match(await words(iness), /Robin/)
    assert.ok((await iness.page.locator('main a[href^="tel:0770"]').count()) > 0)
  })

  it('then it waits for review, and she takes the concern up', async () => {
    await iness.follow('Back')
    await iness.press(/^Take it up/)
    assert.match(await words(iness), /Ines, today/)
    await noors.open('/team/governance')
    assert.match(await words(noors), /Concern, 3: Urgent/)
  })

  it('and nothing went wrong behind the pages', () => assert.deepEqual(product.faults, []))
})
