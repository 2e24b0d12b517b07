import assert from 'node:assert/strict'
import { it } from 'node:test'
import { plainDigits } from './digits.ts'
import { contactHash } from './hash.ts'
import { looksLikeWork } from './work-address.ts'

it('asks about addresses at work, and about any domain that it does not know', () => {
  const work = [
    'nhs.net',
    'leedsth.nhs.uk',
    'dhsc.gov.uk',
    'kcl.ac.uk',
    'hospice.org.uk',
    'bupa.com',
    'gmail.com.evil.org',
    'mygmail.com',
  ]
  for (const domain of work) assert.equal(looksLikeWork(`amina@${domain}`), true, domain)
})

it('does not ask about mailboxes that people keep for themselves', () => {
  const own = [
    'gmail.com',
    'googlemail.com',
    'hotmail.co.uk',
    'outlook.com',
    'yahoo.co.uk',
    'yahoo.fr',
    'icloud.com',
    'live.co.uk',
  ]
  for (const domain of [...own, 'btinternet.com', 'sky.com', 'proton.me', 'virginmedia.com', 'doctors.org.uk'])
    assert.equal(looksLikeWork(`amina@${domain}`), false, domain)
})

it('reads digits of every script', () => {
  assert.equal(plainDigits('٠١٢٣٤٥٦٧٨٩ ۴۵۶ ४५६ ０１９ 𝟘𝟡𝟎𝟗 a1'), '0123456789 456 456 019 0909 a1')
})

it('hashes a contact with the key, so that the hash alone can be neither read nor guessed', () => {
  const [key, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
  const hash = contactHash(key, 'amina@example.org')
  assert.equal(hash.length, 32)
  assert.deepEqual(contactHash(key, 'amina@example.org'), hash)
  assert.notDeepEqual(contactHash(other, 'amina@example.org'), hash)
  assert.notDeepEqual(contactHash(key, '+447700900982'), hash)
})
