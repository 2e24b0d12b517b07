import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readContact, soundParts, typedOf, waysOf, type Typed } from './contact-rules.ts'

const typed = (parts: Partial<Typed> = {}): Typed => ({ name: 'Amina', email: '', phone: '', by: [], ...parts })
const [email, mobile, landline] = ['amina@example.org', '07700 900123', '020 7946 0123']
const errorsOf = (parts: Partial<Typed>, mode: 'video' | 'phone' = 'video', texts = true) => {
  const read = readContact(typed(parts), mode, texts)
  return 'errors' in read ? read.errors : {}
}

describe('Where to send the details', () => {
  it('goes by what was ticked, and keeps nothing of what was not', () => {
    const all = { email, phone: mobile }
    assert.deepEqual(readContact(typed({ ...all, by: ['text'] }), 'video', true), {
      name: 'Amina',
      phone: '+447700900123',
      channel: 'text',
    })
    assert.deepEqual(readContact(typed({ ...all, by: ['email'] }), 'video', true), {
      name: 'Amina',
      email,
      channel: 'email',
    })
    const both = { name: 'Amina', email, phone: '+447700900123', channel: 'email', textsToo: true }
    for (const mode of ['video', 'phone'] as const)
      assert.deepEqual(readContact(typed({ ...all, by: ['text', 'email'] }), mode, true), both)
  })

  it('goes by what was filled in where nothing was ticked', () => {
    assert.deepEqual(waysOf(typed({ email }), 'video'), ['email'])
    assert.deepEqual(waysOf(typed({ phone: mobile }), 'video'), ['text'])
    assert.deepEqual(waysOf(typed({ phone: mobile, email }), 'phone'), ['email'])
    assert.deepEqual(errorsOf({}), { by: 'Select how we should send the details' })
    assert.deepEqual(errorsOf({ phone: mobile }, 'phone'), { by: 'Select how we should send the details' })
  })

  it('asks for what a ticked way needs', () => {
    assert.deepEqual(errorsOf({ by: ['email'] }), { email: 'Enter an email address' })
    assert.deepEqual(errorsOf({ by: ['text'] }), { phone: 'Enter a mobile number' })
    assert.match(errorsOf({ by: ['neither'], email }).by!, /You can also book by phone/)
  })

  it('takes no landline where a text has to reach it, and takes one to be called', () => {
    const noTexts = { phone: 'Texts cannot reach this number. Enter a mobile number, or choose email' }
    assert.deepEqual(errorsOf({ phone: landline, by: ['text'] }), noTexts)
    assert.deepEqual(errorsOf({ phone: landline, by: ['text'] }, 'phone'), noTexts)
    assert.deepEqual(errorsOf({ phone: landline, email, by: ['email'] }, 'phone'), {})
  })

  it('needs a number for a telephone session, whichever way the messages go', () => {
    assert.deepEqual(errorsOf({ email, by: ['email'] }, 'phone'), {
      phone: 'Enter the phone number that your coach should call',
    })
    const read = readContact(typed({ email, phone: landline, by: ['email'] }), 'phone', true)
    assert.deepEqual(read, { name: 'Amina', email, phone: '+442079460123', channel: 'email' })
  })

  it('needs an address where no texts are sent; a number may be given for when video fails', () => {
    assert.deepEqual(errorsOf({ phone: mobile, by: ['text'] }, 'video', false), { email: 'Enter an email address' })
    assert.deepEqual(readContact(typed({ email, phone: landline }), 'video', false), {
      name: 'Amina',
      email,
      phone: '+442079460123',
      channel: 'email',
    })
  })

  it('shows again what was given, ticked as it was chosen', () => {
    assert.deepEqual(typedOf({ name: 'Amina', phone: mobile, channel: 'text' }, 'phone').by, ['text'])
    assert.deepEqual(typedOf({ email, phone: mobile, channel: 'email' }, 'phone').by, ['email'])
    assert.deepEqual(typedOf({ email, phone: mobile, channel: 'email', textsToo: true }, 'phone').by, ['text', 'email'])
    assert.deepEqual(typedOf({ email, phone: mobile, channel: 'email' }, 'video').by, ['text', 'email'])
    assert.deepEqual(typedOf({ channel: 'email' }, 'video').by, ['email'], 'after another address was asked for')
    assert.deepEqual(typedOf({}, 'video'), typed({ name: '' }))
  })

  it('keeps each part that is right by itself, and what was ticked', () => {
    const kept = { name: 'Amina', phone: '+447700900123' }
    assert.deepEqual(soundParts(typed({ email: 'amina@@', phone: mobile })), kept)
    assert.deepEqual(soundParts(typed({ phone: mobile, by: ['text'] })), { ...kept, channel: 'text' })
    const both = soundParts(typed({ phone: mobile, by: ['email', 'text'] }))
    assert.deepEqual(both, { ...kept, channel: 'email', textsToo: true })
  })
})
