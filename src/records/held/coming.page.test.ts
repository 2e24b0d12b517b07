import assert from 'node:assert/strict'
import { it } from 'node:test'
import { accountPages } from '../../../testing/account.ts'
import { idOf, type Someone } from '../../../testing/pages.ts'
import { mondayMorning } from '../../../testing/world.ts'
import { recordRoutes } from '../routes.ts'

const { world, booked, claimed, runJoins, signedIn, waited, passphrase } = await accountPages({
  more: ({ ports }) => recordRoutes({ ...ports, erase: () => assert.fail('nobody is erased'), freed: async () => {} }),
})
const surely = () => world.admin.query('update client_session set level = 2, strong_at = clock_now()')
const wordsOf = async (someone: Someone) => {
  const { html } = await someone.get('/you/data')
  return { coming: /is still being put with the rest/.test(html), apart: /is kept apart from the rest/.test(html) }
}

it('says while an appointment that passed is not with the rest, on the page and in both files, and no longer', async () => {
  await world.setNow(mondayMorning)
  const email = 'coming@example.org'
  const { path } = await booked({ name: 'Amina Canary', email })
  const someone = await claimed(email, path)
  await someone.post('/you/passphrase', { passphrase })
  await surely()
  const pages = async () =>
    Promise.all(
      ['', '/download.html', '/download.json'].map(async (which) => {
        const { html } = await someone.get(`/you/data${which}`)
        return { says: /is still being put with the rest/.test(html), named: html.includes('Amina Canary') }
      }),
    )
  const each = (says: boolean, named: boolean) => Array.from({ length: 3 }, () => ({ says, named }))
  assert.deepEqual(await pages(), each(false, false), 'it has not passed')
  await world.admin.query(`update client_change set done_at = clock_now() where booking_id = $1`, [idOf(path)])
  assert.deepEqual(await pages(), each(true, false))
  await runJoins()
  assert.deepEqual(await pages(), each(false, true))
})

it('says that it is kept apart where another appointment at that time stands in the way', async () => {
  await world.setNow(mondayMorning)
  const email = 'clash@example.org'
  const { path, someone } = await booked({ email })
  await signedIn(email, someone)
  const { path: other } = await booked({ email })
  await world.admin.query(
    `update booking b set starts_at = a.starts_at, ends_at = a.ends_at from booking a where a.id = $1 and b.id = $2`,
    [path, other].map(idOf),
  )
  await someone.post(`/you/appointments/${idOf(other)}/mine`)
  await waited()
  await signedIn(email, someone)
  await surely()
  assert.deepEqual(await wordsOf(someone), { coming: false, apart: true })
})
