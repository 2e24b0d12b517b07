import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readConfig } from './config.ts'
import { readMailboxUrl } from './mailbox-config.ts'

const read = (url: string | null) => {
  const faults: string[] = []
  return { account: readMailboxUrl(url, (fault) => void faults.push(fault)), faults }
}

describe('the mailbox that people answer to', () => {
  it('is none unless it is set', () => assert.deepEqual(read(null), { account: null, faults: [] }))

  it('is asked over TLS, at its usual port and folder', () => {
    assert.deepEqual(read('imaps://answers%40example.org:p%3Aw@imap.example.org'), {
      account: {
        host: 'imap.example.org',
        port: 993,
        tls: true,
        near: false,
        user: 'answers@example.org',
        pass: 'p:w',
        folder: 'INBOX',
      },
      faults: [],
    })
    const { account } = read('imap://u:p@imap.example.org:1143/Answers%20new')
    assert.deepEqual([account!.port, account!.tls, account!.near, account!.folder], [1143, false, false, 'Answers new'])
  })

  it('may be without TLS on this machine alone', () => {
    for (const host of ['127.0.0.1', 'localhost', '[::1]']) assert.ok(read(`imap://u:p@${host}`).account!.near, host)
    for (const host of ['127.0.0.1.example.org', 'localhost.example.org'])
      assert.ok(!read(`imap://u:p@${host}`).account!.near, host)
  })

  it('is refused where something is missing, in words that hold nothing of it', () => {
    for (const url of [
      'imaps://imap.example.org',
      'imaps://user-x@imap.example.org',
      'imaps://u:secret-x@h/INBOX?x=1',
      'imaps://u:%zz@h',
    ]) {
      const { faults } = read(url)
      assert.equal(faults.length, 1, url)
      assert.doesNotMatch(faults[0]!, /user-x|secret-x|zz/)
    }
  })

  it('comes from a setting or a file, as other secrets do', () => {
    const file = readConfig({ MAILBOX_URL_FILE: '/run/mailbox' }, (path) =>
      path === '/run/mailbox' ? { text: 'imaps://u:long-enough@imap.example.org\n', mode: 0o400 } : null,
    )
    assert.ok('config' in file && file.config.mailbox!.host === 'imap.example.org')
    const wrong = readConfig({ MAILBOX_URL: 'pop3://u:p@h' }, () => null)
    assert.ok(
      'faults' in wrong && wrong.faults.join().includes('MAILBOX_URL must be an address that begins with imap://'),
    )
  })
})
