import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dev, noor, priya, sam } from '../seed/cast.ts'
import { markDemonstration } from '../src/launch/demonstration.ts'
import { eventually } from '../testing/running.ts'
import { oidcClient, startOidcProvider } from '../testing/oidc.ts'
import { withDevice } from './device.ts'
import { person, type Person } from './person.ts'
import { openBrowser, startProduct } from './product.ts'

let northwind: Awaited<ReturnType<typeof startOidcProvider>>
const product = await startProduct(undefined, undefined, {
  host: 'localhost',
  oidc: () => ({ issuer: northwind.issuer, ...oidcClient, name: 'Northwind' }),
  before: async (url) => void (northwind = await startOidcProvider(`${url}/team/sign-in/oidc/back`)),
})
const browser = await openBrowser()

/** Goes on as somebody of the cast. Only for that moment is this a demonstration: every other way in needs its proof. */
async function goOnAs(somebody: Person, name: string): Promise<void> {
  await markDemonstration(product.admin, true)
  await somebody.open('/dev/sign-in')
  await somebody.press(new RegExp(`^Go on as ${name}`))
  await markDemonstration(product.admin, false)
}
await markDemonstration(product.admin, false)

/** Somebody of the cast, as who they are, at People and access. */
async function keeper(name: string): Promise<Person> {
  const somebody = await person(browser, product)
  await goOnAs(somebody, name)
  await somebody.open('/team/people')
  return somebody
}

const pathIn = (text: string) => new URL(/http:\S+/.exec(text)![0]).pathname
const pathOf = ({ page }: Person) => new URL(page.url()).pathname

describe('Dev is invited, and signs in with a passkey from then on', async () => {
  const coach = await person(browser, product)
  const device = await withDevice(coach)

  it('given an invitation, when he enters the code and makes a passkey, then he is on Today', async () => {
    const lead = await keeper(sam.name)
    await lead.follow(dev.name)
    await lead.press('Send an invitation')
    await lead.leave()
    const mail = await product.mailTo(dev.email, /^Your invitation$/)
    await coach.open(pathIn(mail.text))
    assert.equal(await coach.heading(), 'You are invited')
    await coach.press('Send me a code')
    const code = await product.mailTo(dev.email, /^Your code$/)
    await coach.write('Code of 8 digits', /\b\d{8}\b/.exec(code.text)![0])
    await coach.press('Continue')
    await coach.press('Make a passkey on this device')
    assert.deepEqual([pathOf(coach), await device.passkeys()], ['/team/today', 1])
    await product.mailTo(dev.email, /^A new way to sign in$/)
  })

  it('when he signs out and in again, then it takes one press and no name', async () => {
    await coach.press('Sign out')
    assert.equal(pathOf(coach), '/team/sign-in')
    await coach.press('Sign in with your passkey')
    assert.equal(await coach.heading(), 'Today')
  })

  it('when he looks at his account, then it shows the passkey and where he is signed in', async () => {
    await coach.open('/team/account')
    const text = await coach.page.innerText('main')
    assert.match(text, /A passkey made with Chrome on Linux/)
    assert.match(text, /\(this one\)/)
    await coach.press('Sign out everywhere')
    await coach.open('/team/today')
    assert.equal(pathOf(coach), '/team/sign-in')
  })

  it('given that he lost it, when he tries, then the page says so and offers other ways', async () => {
    await device.lose()
    await coach.page.getByRole('button', { name: 'Sign in with your passkey' }).click()
    await coach.page.getByRole('alert').filter({ hasText: 'No passkey was used' }).waitFor()
  })

  it('when he asks for a code, then Today is open, and what needs more asks for more', async () => {
    await coach.write('Email address', dev.email)
    await coach.press('Send me a code')
    const code = await eventually('another code', async () => {
      const codes = (await product.outbox()).filter(({ to, subject }) => to === dev.email && subject === 'Your code')
      return codes[1]
    })
    await coach.write('Code of 8 digits', /\b\d{8}\b/.exec(code.text)![0])
    await coach.press('Sign in')
    assert.equal(await coach.heading(), 'Today')
    await coach.open('/team/profile/change')
    assert.equal(await coach.heading(), 'Sign in again to open this')
  })

  it('given his provider and the lead, when both let him in, then he makes a new passkey', async () => {
    const rota = await keeper(priya.name)
    const listed = await rota.page.getByRole('link', { name: dev.name }).count()
    const first = listed > 0 ? rota : await keeper(noor.name)
    await first.follow(dev.name)
    await first.press('I rang them: let them in again')
    const lead = await keeper(sam.name)
    await lead.follow('Look at it')
    await lead.press('Agree, and show the code')
    const code = /\b\d{4} \d{4}\b/.exec(await lead.page.innerText('main'))![0]
    const mail = await product.mailTo(dev.email, /^Sign in again$/)
    await coach.open(pathIn(mail.text))
    await coach.write('Code of 8 digits', code)
    await coach.press('Sign in')
    assert.equal(pathOf(coach), '/team/account')
    await coach.press('Add a passkey on this device')
    assert.equal(await device.passkeys(), 1)
    assert.match(await coach.page.innerText('main'), /A passkey made with/)
    for (const one of new Set([rota, first, lead])) await one.leave()
  })
})

describe("Noor signs in with her organisation's own sign-in", async () => {
  const somebody = await person(browser, product, { goesTo: northwind.issuer })

  it('given no link, when she comes back from there, then nobody is signed in', async () => {
    northwind.signsIn({ subject: 'noor', amr: ['pwd', 'otp'] })
    await away(somebody, '/team/sign-in', 'Sign in with Northwind')
    assert.match(await somebody.page.innerText('main'), /That did not sign you in/)
  })

  it('given the demonstration’s way in, when he adds it to her account, then she comes in by it', async () => {
    await goOnAs(somebody, noor.name)
    await away(somebody, '/team/account', 'Add Northwind')
    assert.match(await somebody.page.innerText('main'), /Your sign-in at localhost/)
    await somebody.press(/^Sign out$/)
    await away(somebody, '/team/sign-in', 'Sign in with Northwind')
    assert.equal(await somebody.heading(), 'Governance')
  })

  it('given no second factor there, then she does not come in', async () => {
    await somebody.press(/^Sign out$/)
    northwind.signsIn({ subject: 'noor', amr: ['pwd'] })
    await away(somebody, '/team/sign-in', 'Sign in with Northwind')
    assert.match(await somebody.page.innerText('main'), /That did not sign you in/)
  })
})

it('says without JavaScript that a passkey needs it, and what else there is', async () => {
  const plain = await person(browser, product, { javaScriptEnabled: false })
  await plain.open('/team/sign-in')
  assert.match(await plain.page.innerText('main'), /A passkey needs JavaScript/)
  assert.equal(await plain.page.getByRole('button', { name: 'Sign in with your passkey' }).count(), 0)
  assert.equal(await plain.page.getByRole('button', { name: 'Send me a code' }).count(), 1)
})

it('and nothing went wrong behind the pages', () => assert.deepEqual(product.faults, []))

/** Goes to the provider from a page of ours, signs in there, and comes back. */
async function away({ page, context, open }: Person, from: string, button: string) {
  // The provider knows nobody from before.
  await context.clearCookies({ name: /^_/ })
  await open(from)
  await page.getByRole('button', { name: button }).click()
  const there = page.getByRole('button', { name: 'Sign in at Northwind' })
  await there.waitFor()
  await Promise.all([page.waitForURL(/\/team\//), there.click()])
}
