import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isAddress, mailboxOf, relayUrl } from './mailbox.ts'

describe('the sending mailbox', () => {
  it('is neutral, at the host of the service', () => {
    const mailbox = mailboxOf({ baseUrl: 'https://talk.example.org:8443', smtpUrl: null })
    const address = 'appointments@talk.example.org'
    assert.deepEqual(mailbox, { name: 'Appointments', address, replyTo: address })
  })

  it('is the one that SMTP_URL gives, and the relay is not told', () => {
    const smtpUrl =
      'smtps://me:secret@relay.example.org/?from=hello%40ours.example.org&reply-to=desk%40ours.example.org&pool=1'
    const mailbox = mailboxOf({ baseUrl: 'http://localhost:3000', smtpUrl })
    assert.deepEqual(mailbox, {
      name: 'Appointments',
      address: 'hello@ours.example.org',
      replyTo: 'desk@ours.example.org',
    })
    assert.equal(relayUrl(smtpUrl), 'smtps://me:secret@relay.example.org/?pool=1')
  })

  it('must be an address', () => {
    assert.throws(() => mailboxOf({ baseUrl: 'http://localhost', smtpUrl: 'smtp://relay?from=us' }), /SMTP_URL/)
  })
})

describe('an address', () => {
  it('is one bare address', () => {
    for (const good of ['amina@example.org', 'amina+talk@mail.example.org', 'zoë@exämple.org', 'a@localhost'])
      assert.equal(isAddress(good), true, good)
  })

  it('is nothing that a header could read as more', () => {
    const bad = [
      'a@b,c@d',
      'a@b\r\nBcc: c@d',
      '"a@evil x"@ours',
      'a@b>',
      '<a@b>',
      'a@@b',
      'a b@c',
      'a@b\u202e',
      'a@b\u200b',
    ]
    const worse = ['', '@', 'a', 'a@[127.0.0.1]', 'group:a@b;', `${'a'.repeat(250)}@b.uk`, 'a@b\0', 'a@b\u2028c']
    for (const text of [...bad, ...worse]) assert.equal(isAddress(text), false, JSON.stringify(text))
  })
})
