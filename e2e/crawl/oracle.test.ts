import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { staffRoles } from '#web'
import { searchFor, unfolded, type Canary } from './canaries.ts'
import { maySee, roles, type Reader, type Role } from './oracle.ts'

const canary = (client: string, field: string, row: Canary['row'], text: string): Canary => ({
  client,
  field,
  row,
  text,
})
const name = canary('a', 'name', 'client name and contact', 'Zqvxaname')
const phone = canary('a', 'phone', 'client name and contact', '7700900111')
const notes = canary('a', 'notes', 'coach private notes', 'zqvxanotes')
const reader = (role: Role, own: string[] = []): Reader => ({
  role,
  own: new Set(own),
  revealed: new Set(),
  glass: new Set(),
})

describe('the matrix', () => {
  it('has the roles that there are', () => {
    assert.deepEqual([...roles].sort(), ['client', ...staffRoles].sort())
  })

  it('gives an employer nothing, and each client what is theirs', () => {
    for (const one of [name, phone, notes]) assert.equal(maySee(reader('employer', ['a']), one), false)
    assert.equal(maySee(reader('client', ['a']), name), true)
    assert.equal(maySee(reader('client', ['b']), name), false)
    assert.equal(maySee(reader('client', ['a']), notes), false)
  })

  it('gives a coach the name of their own clients, and the number where they ask to ring', () => {
    assert.equal(maySee(reader('coach', ['a']), name), true)
    assert.equal(maySee(reader('coach', ['b']), name), false)
    assert.equal(maySee(reader('coach', ['a']), phone), false)
    assert.equal(maySee(reader('coach', ['a']), phone, { asked: 'number' }), true)
    assert.equal(maySee(reader('coach', ['b']), phone, { asked: 'number' }), false)
  })

  it('gives operations a name for a task, and governance a record behind broken glass', () => {
    const lead = reader('lead_ops')
    assert.equal(maySee(lead, name), false)
    lead.revealed.add('a')
    assert.equal(maySee(lead, name), true)
    assert.equal(maySee(lead, notes), false)
    const governance = reader('governance')
    assert.equal(maySee(governance, notes), false)
    governance.glass.add('a')
    assert.equal(maySee(governance, notes), true)
    assert.equal(maySee(governance, name), false)
  })
})

describe('a canary', () => {
  const search = searchFor([name, phone, notes])
  const formsOf = (text: string) => search(text).map(({ text: found, form }) => `${found} ${form}`)

  it('is found in every form', () => {
    for (const text of ['x Zqvxaname y', 'ZQVXANAME', '=?utf-8?q?zqvxaname?='])
      assert.deepEqual(formsOf(text), ['Zqvxaname plain'])
    for (const [form, written] of [
      ['URL-escaped', '%5A%71%76%78%61%6E%61%6d%65'],
      ['HTML-escaped', '&#90;&#113;&#118;&#120;&#97;&#110;&#97;&#109;&#101;'],
      ['HTML-escaped', '&#x5a;&#x71;&#x76;&#x78;&#x61;&#x6e;&#x61;&#x6d;&#x65;'],
      ['JSON-escaped', '\\u005a\\u0071\\u0076\\u0078\\u0061\\u006e\\u0061\\u006d\\u0065'],
      ['quoted-printable', '=5A=71=76=78=61=6E=61=6D=65'],
      ['hex', Buffer.from('x Zqvxaname').toString('hex')],
    ] as const)
      assert.deepEqual(formsOf(`before ${written} after`), [`Zqvxaname ${form}`])
    for (const before of ['', 'x', 'xy', 'xyz'])
      assert.deepEqual(formsOf(Buffer.from(`${before}Zqvxaname and more`).toString('base64')), ['Zqvxaname base64'])
  })

  it('is found as a telephone number, however that is written', () => {
    for (const text of ['+447700900111', '07700 900111', '07700 900 111', 'tel:+44%207700900111'])
      assert.deepEqual(formsOf(text), ['7700900111 plain'])
  })

  it('is found in lines that were folded, and not where it is not', () => {
    assert.deepEqual(formsOf(unfolded('SUMMARY:Zqv\r\n xaname')), ['Zqvxaname plain'])
    assert.deepEqual(formsOf('Zqvxbname 7700900112'), [])
  })
})
