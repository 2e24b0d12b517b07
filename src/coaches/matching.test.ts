import assert from 'node:assert/strict'
import { it } from 'node:test'
import { asksForListed, matches, serviceAsked, speaks, whyNoMatch, type Offer } from './matching.ts'

const dev: Offer = {
  id: 'dev',
  active: true,
  services: ['lay-too', 'lay-too-ed', 'lay-career'],
  modes: ['video', 'phone'],
  languages: ['en', 'gu'],
  gender: 'man',
  ethnicallyDiverse: true,
}

it('counts wellbeing with the ethnically diverse preference as the pathway of its own, and nothing else', () => {
  assert.equal(serviceAsked({ service: 'lay-too', ethnicallyDiverse: true }), 'lay-too-ed')
  assert.equal(serviceAsked({ service: 'lay-too', ethnicallyDiverse: false }), 'lay-too')
  assert.equal(serviceAsked({ service: 'lay-career', ethnicallyDiverse: true }), 'lay-career')
  assert.ok(asksForListed({ service: 'lay-too-ed' }))
  assert.ok(!asksForListed({ service: 'lay-too' }))
})

it('offers the pathway only with coaches who deliver it and chose to be listed', () => {
  for (const wish of [
    { service: 'lay-too-ed', mode: 'video' },
    { service: 'lay-too', mode: 'video', ethnicallyDiverse: true },
  ]) {
    assert.ok(matches(dev, wish))
    assert.equal(whyNoMatch({ ...dev, ethnicallyDiverse: false }, wish), 'not listed')
    assert.equal(whyNoMatch({ ...dev, services: ['lay-too'] }, wish), 'service')
  }
})

it('names the first preference that a coach does not meet', () => {
  const wish = { service: 'lay-too', mode: 'phone' }
  assert.equal(whyNoMatch(dev, wish), null)
  assert.equal(whyNoMatch({ ...dev, active: false }, wish), 'not active')
  assert.equal(whyNoMatch(dev, { ...wish, service: 'lay-team' }), 'service')
  assert.equal(whyNoMatch({ ...dev, modes: ['video'] }, wish), 'mode')
  assert.equal(whyNoMatch(dev, { ...wish, coachId: 'ama' }), 'not the coach named')
  assert.equal(whyNoMatch(dev, { ...wish, gender: 'woman' }), 'gender')
  assert.equal(whyNoMatch({ ...dev, gender: null }, { ...wish, gender: 'man' }), 'gender')
  assert.equal(whyNoMatch(dev, { ...wish, language: 'cy' }), 'language')
  const career = { ...wish, service: 'lay-career', ethnicallyDiverse: true }
  assert.equal(whyNoMatch({ ...dev, ethnicallyDiverse: false }, career), 'not listed')
})

it('understands a language said more or less exactly', () => {
  assert.ok(speaks(['en', 'pa-Guru'], 'pa'))
  assert.ok(speaks(['en'], 'en-GB'))
  assert.ok(speaks(['EN'], 'en'))
  assert.ok(!speaks(['en'], 'e'))
  assert.ok(!speaks(['fil'], 'fi'))
})
