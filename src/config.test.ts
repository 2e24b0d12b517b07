import { describe, it } from 'node:test'
import assert from 'node:assert/strict'
import { isLoopback, readConfig, type Environment, type ReadFile } from './config.ts'

const noFiles: ReadFile = () => null
const config = (env: Environment, files = noFiles) => {
  const read = readConfig(env, files)
  assert.ok('config' in read, 'faults' in read ? read.faults.join('; ') : '')
  return read.config
}
const faults = (env: Environment, files = noFiles) => {
  const read = readConfig(env, files)
  return 'faults' in read ? read.faults : []
}
const server = 'postgres://admin:secret-word@db.example.org/lay'
const mail = 'smtp://relay.example.org:25'

describe('the configuration', () => {
  it('needs nothing: the demo world on this machine', () => {
    const { port, host, databaseUrl, baseUrl, demo, smtpUrl, texts } = config({})
    assert.deepEqual(
      { port, host, databaseUrl, baseUrl, demo, smtpUrl, texts },
      {
        port: 3000,
        host: '127.0.0.1',
        databaseUrl: null,
        baseUrl: 'http://localhost:3000',
        demo: true,
        smtpUrl: null,
        texts: null,
      },
    )
  })

  it('takes an empty setting as none', () => {
    assert.equal(config({ PORT: '', BASE_URL: '  ', DEMO: '' }).port, 3000)
  })

  it('follows the port in its own address', () => {
    assert.equal(config({ PORT: '4100' }).baseUrl, 'http://localhost:4100')
  })

  it('turns the demo world off with a database of your own', () => {
    assert.equal(config({ DATABASE_URL: server, SMTP_URL: mail }).demo, false)
  })

  it('serves others without the demo world and with mail', () => {
    const read = config({ DEMO: 'off', SMTP_URL: mail, HOST: '0.0.0.0', BASE_URL: 'https://coaching.example.org/' })
    assert.equal(read.baseUrl, 'https://coaching.example.org')
  })

  it('keeps the demo world beside real mail on this machine', () => {
    assert.equal(config({ SMTP_URL: mail }).demo, true)
  })

  it('says every fault at once, a line each', () => {
    const found = faults({ PORT: 'eighty', HOST: 'a b', DEMO: 'yes', BASE_URL: 'coaching', SMTP_URL: 'http://x' })
    for (const name of ['PORT', 'HOST', 'DEMO', 'BASE_URL', 'SMTP_URL'])
      assert.equal(
        found.filter((sentence) => sentence.startsWith(name)).length >= 1,
        true,
        `${name}: ${found.join('; ')}`,
      )
    assert.ok(found.every((sentence) => !sentence.includes('\n')))
  })

  const refused: [string, Environment, RegExp][] = [
    ['a port of 0', { PORT: '0' }, /PORT/],
    ['a port past the last', { PORT: '65536' }, /PORT/],
    ['a port in other words', { PORT: '3e3' }, /PORT/],
    ['the demo world in your own database', { DATABASE_URL: server, DEMO: 'on', SMTP_URL: mail }, /DEMO must be off/],
    ['the demo world for the network', { HOST: '0.0.0.0' }, /^HOST/],
    ['the demo world under a public name', { BASE_URL: 'https://coaching.example.org', SMTP_URL: mail }, /^BASE_URL/],
    ['no demo world and no mail', { DEMO: 'off' }, /SMTP_URL/],
    ['your own database and no mail', { DATABASE_URL: server }, /SMTP_URL/],
    ['a public name and no mail', { BASE_URL: 'https://coaching.example.org' }, /SMTP_URL is needed when BASE_URL/],
    ['an address with a path', { BASE_URL: 'http://localhost:3000/coaching' }, /BASE_URL/],
    ['an address with a name and a password in it', { BASE_URL: 'http://a:b@localhost' }, /BASE_URL/],
    ['another scheme for the database', { DATABASE_URL: 'mysql://db/lay', SMTP_URL: mail }, /DATABASE_URL/],
    ['a port past the last for mail', { SMTP_URL: 'smtp://u:p@relay:99999' }, /look at its host and its port/],
    ['a proxy by its name', { TRUSTED_PROXY: 'proxy.example.org' }, /TRUSTED_PROXY/],
    ['a whole network as the proxy', { TRUSTED_PROXY: '10.0.0.0/8' }, /TRUSTED_PROXY/],
    ['every proxy', { TRUSTED_PROXY: 'true' }, /TRUSTED_PROXY/],
    ['two addresses for checkpoints', { CHECKPOINT_MAIL: 'a@example.org,b@example.org' }, /CHECKPOINT_MAIL/],
    ['a way out that is no page', { LEAVE_TO: 'javascript:alert(1)' }, /LEAVE_TO/],
    [
      'the password of an example',
      { DATABASE_URL: 'postgres://admin:postgres@db/lay', SMTP_URL: mail },
      /everybody tries/,
    ],
    [
      'the same in other letters',
      { SMTP_URL: 'smtp://relay:Change%6De@relay.example.org' },
      /SMTP_URL.*everybody tries/,
    ],
    ['a secret twice', { SMTP_URL: mail, SMTP_URL_FILE: '/run/mail' }, /not both/],
    ['a secret file that is not there', { SMTP_URL_FILE: '/run/mail' }, /cannot be read/],
  ]
  for (const [what, env, sentence] of refused)
    it(`refuses ${what}`, () => assert.ok(faults(env).some((found) => sentence.test(found))))

  it('reads a secret from a file that only its owner sees', () => {
    const files: ReadFile = (path) => (path === '/run/mail' ? { text: `${mail}\n`, mode: 0o100400 } : null)
    assert.equal(config({ SMTP_URL_FILE: '/run/mail' }, files).smtpUrl, mail)
  })

  it('refuses a secret file that everybody can read', () => {
    const files: ReadFile = () => ({ text: mail, mode: 0o100444 })
    assert.match(faults({ SMTP_URL_FILE: '/run/mail' }, files).join(), /everybody/)
  })

  it('refuses a secret file that is empty or holds what everybody tries first', () => {
    const holding = (text: string) => faults({ SMTP_URL_FILE: '/run/mail' }, () => ({ text, mode: 0o100400 })).join()
    assert.match(holding(' \n'), /SMTP_URL_FILE names an empty file/)
    assert.match(holding('smtp://u:password@relay'), /everybody tries first/)
  })

  it('never repeats a secret', () => {
    const found = faults({ DATABASE_URL: 'mysql://admin:secret-word@db/lay', DEMO: 'on' })
    assert.ok(found.length > 0 && !found.join().includes('secret-word'))
  })

  it('knows which names mean this machine', () => {
    for (const host of ['localhost', '127.0.0.1', '127.8.9.10', '::1', '[::1]'])
      assert.equal(isLoopback(host), true, host)
    for (const host of ['0.0.0.0', '::', '10.0.0.1', 'localhost.example.org', '127.example.org'])
      assert.equal(isLoopback(host), false, host)
  })
})

describe("the organisation's own sign-in", () => {
  const whole = { OIDC_ISSUER: 'https://login.example.org/staff', OIDC_CLIENT_ID: 'us', OIDC_CLIENT_SECRET: 'word' }

  it('is set whole, or not at all', () => {
    assert.equal(config({}).oidc, null)
    assert.deepEqual(config({ ...whole, OIDC_NAME: 'Northwind' }).oidc, {
      issuer: 'https://login.example.org/staff',
      clientId: 'us',
      clientSecret: 'word',
      name: 'Northwind',
    })
    assert.equal(config(whole).oidc?.name, 'login.example.org')
    for (const name of Object.keys(whole)) assert.match(faults({ ...whole, [name]: '' }).join(), new RegExp(name))
    assert.match(faults({ OIDC_NAME: 'Northwind' }).join(), /OIDC_ISSUER and OIDC_CLIENT_ID and OIDC_CLIENT_SECRET/)
  })

  it('takes its secret from a file, and never both ways', () => {
    const { OIDC_CLIENT_SECRET: _, ...rest } = whole
    const file: ReadFile = () => ({ text: 'word of the file\n', mode: 0o100400 })
    assert.equal(config({ ...rest, OIDC_CLIENT_SECRET_FILE: '/run/oidc' }, file).oidc?.clientSecret, 'word of the file')
    assert.match(faults({ ...whole, OIDC_CLIENT_SECRET_FILE: '/run/oidc' }, file).join(), /not both/)
  })

  it('is asked over TLS, or on this machine', () => {
    for (const OIDC_ISSUER of ['http://localhost:4000', 'http://127.0.0.1:4000'])
      assert.equal(config({ ...whole, OIDC_ISSUER }).oidc?.issuer, OIDC_ISSUER)
    for (const OIDC_ISSUER of [
      'http://login.example.org',
      'login',
      'https://a:b@x.org',
      'https://x.org/?a',
      'ftp://x.org',
    ])
      assert.match(faults({ ...whole, OIDC_ISSUER }).join(), /OIDC_ISSUER must be the https address/)
  })
})
