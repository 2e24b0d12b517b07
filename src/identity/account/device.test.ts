import assert from 'node:assert/strict'
import { it } from 'node:test'
import { deviceWords } from './device.ts'

it('names a browser and its system, and nothing else of them', () => {
  const known = {
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 Version/19.1 Mobile/15E148 Safari/604.1':
      'Safari on an iPhone',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0':
      'Edge on Windows',
    'Mozilla/5.0 (Linux; Android 16; K) AppleWebKit/537.36 Chrome/150.0.0.0 Mobile Safari/537.36':
      'Chrome on an Android device',
    'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0': 'Firefox on Linux',
    'curl/8': 'A browser',
    '': 'A browser',
  }
  for (const [userAgent, words] of Object.entries(known)) assert.equal(deviceWords(userAgent), words)
  assert.equal(deviceWords(undefined), 'A browser')
})
