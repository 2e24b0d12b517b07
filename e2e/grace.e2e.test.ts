import assert from 'node:assert/strict'
import { it } from 'node:test'
import { bookFor } from './journey.ts'
import { person } from './person.ts'
import { openBrowser, startProduct } from './product.ts'

const product = await startProduct()
const browser = await openBrowser()
const diverse = 'A coach from an ethnically diverse background'

it('given Grace asks for a coach from an ethnically diverse background, when she books, then it is exactly that', async () => {
  const grace = await person(browser, product)
  const path = await bookFor(grace, { who: diverse, name: 'Grace', email: 'grace@example.org' })
  assert.equal(await grace.heading(), 'You are booked')
  const { rows } = await product.admin.query(
    `select b.service_key, b.matched_on, c.ethnically_diverse
       from booking b join coach c on c.id = b.coach_id where b.id = $1`,
    [path.split('/').at(-1)],
  )
  assert.deepEqual(rows, [{ service_key: 'lay-too-ed', matched_on: ['ethnically-diverse'], ethnically_diverse: true }])
  await grace.leave()
})

it('then what she asked for is on record once, without her', async () => {
  const { rows } = await product.admin.query(
    `select source, service_key, match, ethnically_diverse, mode, earliest_start is not null as offered
       from request_record where asked_at > clock_now() - interval '1 minute' and source = 'pages' and ethnically_diverse`,
  )
  assert.deepEqual(rows, [
    {
      source: 'pages',
      service_key: 'lay-too-ed',
      match: 'any',
      ethnically_diverse: true,
      mode: 'video',
      offered: true,
    },
  ])
})

it('and nothing went wrong behind the pages', () => assert.deepEqual(product.faults, []))
