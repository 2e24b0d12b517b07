import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dev } from '../seed/cast.ts'
import { bookFor } from './journey.ts'
import { person } from './person.ts'
import { openBrowser, startProduct } from './product.ts'
import { personBehind } from '../testing/keys.ts'

const product = await startProduct()
const browser = await openBrowser()

describe('Dev signs in by the code that is mailed to him', async () => {
  const coach = await person(browser, product)

  it('given no sign-in, when he opens Today, then he is asked who he is', async () => {
    await coach.open('/team/today')
    assert.equal(new URL(coach.page.url()).pathname, '/team/sign-in')
  })

  it('when he enters the code, then he sees Today with his sessions', async () => {
    await coach.write('Email address', dev.email)
    await coach.press('Send me a code')
    const mail = await product.mailTo(dev.email, /^Your code$/)
    await coach.write('Code of 8 digits', /\b\d{8}\b/.exec(mail.text)![0])
    await coach.press('Sign in')
    assert.equal(new URL(coach.page.url()).pathname, '/team/today')
    assert.equal(await coach.heading(), 'Today')
  })

  it('given a phone session ahead, when he opens it, then all but the end of the number is hidden', async () => {
    const { id, phone, name } = await sessionAhead('=')
    assert.equal(await coach.open(`/team/sessions/${id}`), 200)
    const text = await coach.page.innerText('main')
    assert.ok(text.includes(name))
    assert.match(text, /It shows from 5 minutes before the session until 30 minutes after it/)
    assert.ok(text.includes(phone.slice(-2)) && !(await coach.page.content()).includes(phone.slice(-6)))
    assert.equal(await coach.page.getByRole('button', { name: 'Show the number' }).count(), 0)
  })

  it("given another coach's session, when he opens it, then it is as if there were none", async () => {
    const { id, name } = await sessionAhead('<>')
    assert.equal(await coach.open(`/team/sessions/${id}`), 404)
    const foreign = await coach.page.innerText('main')
    assert.ok(!foreign.includes(name))
    assert.equal(await coach.open('/team/sessions/00000000-0000-4000-8000-000000000000'), 404)
    assert.equal(withoutReference(await coach.page.innerText('main')), withoutReference(foreign))
  })

  it('given a new booking with him, then he is told of it without a name', async () => {
    const client = await person(browser, product, { knownWay: true })
    await bookFor(client, {
      coach: dev.name,
      how: 'By phone',
      name: 'Amina',
      email: 'new@example.org',
      phone: '07700 900456',
    })
    await client.leave()
    const mail = await product.mailTo(dev.email, /session/i)
    assert.doesNotMatch(`${mail.subject} ${mail.text} ${mail.html}`, /Amina|900456|new@example/)
    await product.allSent()
  })

  it('given that he signed in by a code, when he opens his profile, then he is asked for more', async () => {
    await coach.open('/team/profile')
    assert.equal(await coach.heading(), 'Sign in again to open this')
  })

  it('when he changes his profile, then a wrong part is said and the rest is kept', async () => {
    await coach.open('/dev/sign-in')
    await coach.press(/^Go on as Dev/)
    await coach.open('/team/profile')
    await coach.open('/team/profile/change')
    await coach.write('Background', 'Former practice nurse and night owl')
    await coach.write('Most sessions a day', '9')
    await coach.press('Save')
    assert.match(await coach.page.innerText('main'), /There is a problem[^]*from 1 to 8/)
    await coach.write('Most sessions a day', '7')
    await coach.press('Save')
    assert.equal(await coach.heading(), 'Your profile')
    assert.match(await coach.page.innerText('main'), /night owl[^]*Most sessions a day\s+7/)
  })

  it('when he is away over a session, then his times say that somebody else is looked for', async () => {
    const { startsAt } = await sessionAhead('=')
    const { day, month, year } = startsAt.toZonedDateTimeISO('Europe/London')
    await coach.open('/team/times/away')
    for (const which of ['First day away', 'Last day away']) {
      const group = coach.page.getByRole('group', { name: which })
      for (const [part, value] of Object.entries({ Day: day, Month: month, Year: year }))
        await group.getByLabel(part).fill(String(value))
    }
    await coach.page.getByLabel('On leave').check()
    await coach.press('Save')
    assert.match(
      await coach.page.innerText('main'),
      /sessions? (is|are) inside, and another coach or time is looked for\.\s+To speak with somebody about it, call 0808 157 0123/,
    )
  })

  it('when he signs out, then his pages are closed to that browser', async () => {
    await coach.open('/team/today')
    await coach.press('Sign out')
    await coach.open('/team/today')
    assert.equal(new URL(coach.page.url()).pathname, '/team/sign-in')
  })

  it('and nothing went wrong behind the pages', () => assert.deepEqual(product.faults, []))
})

/** A phone session well before its window, of Dev himself or of anybody else. */
async function sessionAhead(whose: '=' | '<>') {
  const { rows } = await product.admin.query<{ id: string; startsAt: Temporal.Instant }>(
    `select b.id, b.starts_at as "startsAt" from booking b join booking_person p on p.booking_id = b.id
      where b.coach_id ${whose} $1 and b.status = 'booked' and p.sealed_session_phone is not null
        and b.starts_at > clock_now() + interval '1 hour' order by b.starts_at limit 1`,
    [dev.coachId],
  )
  assert.ok(rows[0], 'the demonstration has such a session')
  const person = (await personBehind(product.admin, product.vault, rows[0].id))!
  return { ...rows[0], phone: person.sessionPhone!, name: person.name! }
}

const withoutReference = (text: string) => text.replace(/\b[A-HJKMNP-Z2-9]{8}\b/g, '')
