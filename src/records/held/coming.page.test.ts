import assert from 'node:assert/strict'
import { it } from 'node:test'
import { accountPages } from '../../../testing/account.ts'
import { idOf } from '../../../testing/pages.ts'
import { mondayMorning } from '../../../testing/world.ts'
import { recordRoutes } from '../routes.ts'

const { world, booked, claimed, runJoins, passphrase } = await accountPages({
  more: ({ ports }) => recordRoutes({ ...ports, erase: () => assert.fail('nobody is erased'), freed: async () => {} }),
})

it('says while an appointment that passed is not with the rest, on the page and in both files, and no longer', async () => {
  await world.setNow(mondayMorning)
  const email = 'coming@example.org'
  const { path } = await booked({ name: 'Amina Canary', email })
  const someone = await claimed(email, path)
  await someone.post('/you/passphrase', { passphrase })
  await world.admin.query('update client_session set level = 2, strong_at = clock_now()')
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
