import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readAddress, withoutPassword, type AddressFault } from './address.ts'

const fault = (typed: string) => {
  const read = readAddress(typed)
  return 'fault' in read ? read.fault : null
}
const href = (typed: string) => {
  const read = readAddress(typed)
  return 'url' in read ? read.url.href : null
}

describe('the address of a calendar', () => {
  it('is https at a name of the internet, as programs write it', () => {
    const plain = 'https://calendar.example.org/private-0a1b/basic.ics'
    for (const typed of [plain, 'webcal://calendar.example.org/private-0a1b/basic.ics', `${plain}#today`])
      assert.equal(href(typed), plain)
    assert.equal(href('webcals://p12-caldav.example.com/?t=a%20b'), 'https://p12-caldav.example.com/?t=a%20b')
    assert.equal(href('HTTPS://Calendar.Example.ORG:443/A'), 'https://calendar.example.org/A')
    assert.equal(href('https://kalender.größe.de/'), 'https://kalender.xn--gre-6ka8i.de/')
  })

  it('is nothing else, and what is wrong is said', () => {
    const wrong: Record<AddressFault, string[]> = {
      empty: [''],
      'no-address': [
        'calendar.example.org',
        '/basic.ics',
        'https:',
        'https:///',
        'https://',
        'javascript:alert(1)',
        'data:text/calendar,x',
        'mailto:a@b.org',
        'https://exa mple.org/',
        'https://[::1',
        'https:calendar.example.org',
      ],
      'not-https': [
        'http://calendar.example.org/',
        'ftp://calendar.example.org/',
        'file:///etc/passwd',
        'gopher://a.org/',
        'file://calendar.example.org/x',
      ],
      password: [
        'https://dev:secret@calendar.example.org/',
        'https://dev@calendar.example.org/',
        'https://:x@calendar.example.org/',
      ],
      port: [
        'https://calendar.example.org:8443/',
        'https://calendar.example.org:22/',
        'https://calendar.example.org:80/',
      ],
      number: [
        'https://127.0.0.1/',
        'https://2130706433/',
        'https://0x7f000001/',
        'https://0177.0.0.1/',
        'https://127.1/',
        'https://0/',
        'https://[::1]/',
        'https://[::ffff:127.0.0.1]/',
        'https://1.1.1.1/',
        'https://１２７.０.０.１/',
        'https://127。0。0。1/',
      ],
      local: [
        'https://localhost/',
        'https://LOCALHOST./',
        'https://a.localhost/',
        'https://printer/',
        'https://metadata.google.internal/',
        'https://nas.local/',
        'https://router.lan/',
        'https://x.home.arpa/',
        'https://1.0.0.127.in-addr.arpa/',
        'https://intranet/',
        'https://a.onion/',
      ],
      'too-long': [`https://calendar.example.org/${'x'.repeat(2_000)}`],
    }
    for (const [why, typed] of Object.entries(wrong)) for (const one of typed) assert.equal(fault(one), why, one)
  })

  it('is never shown again with a password in it', () => {
    assert.equal(withoutPassword('https://dev:secret@calendar.example.org/a@b'), 'https://calendar.example.org/a@b')
    assert.equal(withoutPassword('https://dev:se@cret@calendar.example.org/'), 'https://calendar.example.org/')
    assert.equal(withoutPassword('http://calendar.example.org/?a=b@c'), 'http://calendar.example.org/?a=b@c')
    assert.equal(withoutPassword('not an address'), 'not an address')
  })
})
