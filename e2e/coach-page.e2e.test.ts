import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ama, dev, priya, sam, type Person as Cast } from '../seed/cast.ts'
import { person, type Person } from './person.ts'
import { openBrowser, startProduct } from './product.ts'

const product = await startProduct()
const browser = await openBrowser()
const phone = { viewport: { width: 375, height: 667 } }

async function signIn(someone: Person, { name }: Cast): Promise<void> {
  await someone.open('/dev/sign-in')
  await someone.press(new RegExp(`^Go on as ${name}`))
}

/** A photo as this browser itself writes one. */
const photoIn = async ({ page }: Person): Promise<Buffer> => {
  const text = await page.evaluate<string>(`(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 600, height: 600 })
    const paint = canvas.getContext('2d')
    paint.fillStyle = 'teal'
    paint.fillRect(0, 0, 600, 600)
    return canvas.toDataURL('image/jpeg').split(',')[1]
  })()`)
  return Buffer.from(text, 'base64')
}

describe('a coach’s public page', async () => {
  const coach = await person(browser, product, phone)
  const provider = await person(browser, product, phone)
  const visitor = await person(browser, product, phone)
  const page = `/coaches/${dev.coachId}`

  it('given Dev, when he writes it with a photo, then it waits', async () => {
    await signIn(coach, dev)
    await coach.open('/team/profile')
    await coach.press('Your public page')
    await coach.press('Change it')
    const file = await photoIn(coach)
    const text = Buffer.concat([
      file.subarray(0, 2),
      Buffer.from([0xff, 0xfe, 0, 8]),
      Buffer.from('Canary'),
      file.subarray(2),
    ])
    await coach.write('About you', 'I was a practice nurse.\n\nWe begin with what is in your hands.')
    await coach.page.locator('input[type=file]').setInputFiles({ name: 'me.jpg', mimeType: 'image/jpeg', buffer: text })
    await coach.press('Send to your provider')
    assert.match(await coach.page.innerText('main'), /Waits for your provider/)
    assert.ok((await widthOf(coach)) > 0)
    await visitor.open(page)
    assert.doesNotMatch(await visitor.page.innerText('main'), /in your hands\.$/m)
    assert.equal(await visitor.page.locator('main img').count(), 0)
  })

  it('when the provider reads it, then it is accepted', async () => {
    await signIn(provider, sam)
    await provider.open('/team/operations')
    await provider.follow(/public pages/)
    await provider.follow(dev.name)
    assert.match(await provider.page.innerText('main'), /We begin with what is in your hands/)
    assert.ok((await widthOf(provider)) > 0)
    assert.equal(await provider.press('Accept it'), 200)
    assert.doesNotMatch(await provider.page.innerText('main'), new RegExp(dev.name))
  })

  it('when somebody reads about coaches, then they see it, with the photo, and book with Dev', async () => {
    await visitor.open('/')
    await visitor.follow('Read about our coaches')
    while ((await visitor.page.getByRole('link', { name: dev.name }).count()) === 0)
      await visitor.follow('Next coaches')
    await visitor.follow(dev.name)
    const text = await visitor.page.innerText('main')
    assert.match(text, /I was a practice nurse/)
    assert.match(text, /EMCC, Practitioner, until/)
    assert.ok((await widthOf(visitor)) > 0, 'the photo is one that browsers show')
    const bytes = await (await visitor.page.request.get(await srcOf(visitor))).body()
    assert.ok(!bytes.includes('Canary'))
    await visitor.press(/^See times with Dev.*: Wellbeing coaching$/)
    await visitor.choose('Video')
    await visitor.press('Continue')
    assert.match(await visitor.page.innerText('main'), new RegExp(`with ${dev.name}`))
  })

  it('when it is printed, in 320 pixels, or read without a script, then it is whole', async () => {
    await visitor.page.setViewportSize({ width: 320, height: 568 })
    assert.equal(await visitor.open(page), 200)
    await visitor.page.emulateMedia({ media: 'print' })
    assert.ok(await visitor.page.getByText('We begin with what is in your hands').isVisible())
    const plain = await person(browser, product, { ...phone, javaScriptEnabled: false })
    assert.equal(await plain.open(page), 200)
    await plain.leave()
  })

  it('when Dev takes it down, then it is gone at once', async () => {
    await coach.open('/team/profile/page')
    await coach.press('Take it down')
    assert.equal(await visitor.open(page), 404)
    assert.equal(await visitor.open(`/coaches/${ama.coachId}`), 200)
  })

  it('given Ama’s change, when her provider sends it back, then she reads why, and what stood stays', async () => {
    await provider.open('/team/operations/pages')
    await provider.follow(ama.name)
    await provider.write('Or send it back', 'Say since when you coach in Twi.')
    await provider.press('Send back')
    const own = await person(browser, product, phone)
    await signIn(own, ama)
    await own.open('/team/profile/page')
    assert.match(await own.page.innerText('main'), /Say since when you coach in Twi/)
    assert.equal(await visitor.open(`/coaches/${ama.coachId}`), 200)
    assert.doesNotMatch(await visitor.page.innerText('main'), /I also coach in Twi/)
  })

  it('given a provider’s rota, then pages of another provider’s coaches are not there to read', async () => {
    const other = await person(browser, product, phone)
    await signIn(other, priya)
    await other.open('/team/rota/pages')
    assert.match(await other.page.innerText('main'), /Nothing waits/)
  })
})

const srcOf = async ({ page }: Person) => (await page.locator('main img').first().getAttribute('src'))!
const widthOf = ({ page }: Person) =>
  page.evaluate<number>(`(async () => {
    const image = document.querySelector('main img')
    await image.decode()
    return image.naturalWidth
  })()`)
