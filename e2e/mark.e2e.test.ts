import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { mark } from '../seed/cast.ts'
import { person } from './person.ts'
import { openBrowser, startProduct } from './product.ts'

const product = await startProduct()
const browser = await openBrowser()

describe('Mark asks for an away day for his practice', async () => {
  const someone = await person(browser, product)

  it('given the start page, when he looks at what else there is, then he finds the away day and what it is', async () => {
    await someone.open('/')
    await someone.follow(/everything else we offer/)
    await someone.follow(/away day/i)
    assert.match(await someone.heading(), /away day/i)
    assert.match(await someone.page.innerText('main'), /2 hours|4 hours|two|four/i)
  })

  it('when he sends a team of one, then he is told what is wrong and nothing typed is lost', async () => {
    await someone.press(/^(?!Leave)/)
    await someone.choose('4 hours')
    await someone.write('How many people are in your team?', '1')
    await someone.write(/What would you like it to do/, 'Talk about the new triage, without the phones')
    await someone.write(/Which dates might suit/, '14 January, 21 January or 28 January, mornings')
    await someone.write('Your email address', mark.email)
    assert.equal(await someone.press('Send'), 422)
    assert.equal(
      await someone.page.getByLabel(/Which dates might suit/).inputValue(),
      '14 January, 21 January or 28 January, mornings',
    )
    assert.ok(await someone.page.getByLabel('4 hours').isChecked())
  })

  it('when he says fourteen, then it has come, and he knows who writes to him and how to take it back', async () => {
    await someone.write('How many people are in your team?', '14')
    assert.equal(await someone.press('Send'), 200)
    assert.equal(await someone.heading(), 'Thank you, we have it')
    assert.match(await someone.page.innerText('main'), /will write to the address you gave/)
  })

  it('then it is kept once, with what he said', async () => {
    const { rows } = await product.admin.query(`select service_key, team_size, minutes, area from enquiry`)
    assert.deepEqual(rows, [
      {
        service_key: 'lay-team-away-day',
        team_size: 14,
        minutes: 240,
        area: null,
      },
    ])
  })

  it('and nothing went wrong behind the pages', () => assert.deepEqual(product.faults, []))
})
