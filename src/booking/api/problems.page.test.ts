import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { faultWith } from '#web'
import { apiOver, type Answer } from '../../../testing/api.ts'
import { bookingWorld, coachId } from '../../../testing/world.ts'
import { everyProblem, problems } from './problems.ts'
import { bookingBody, holdBody, moveBody } from './schemas.ts'
import { readAs } from './read.ts'
import fc from 'fast-check'

type Operation = { responses: Record<string, { description: string }> }
type Document = { paths: Record<string, Record<string, Operation>> }

const world = await bookingWorld([1, 2].map((number) => ({ id: coachId(number) })))
const { routes, call, get, post, makeKey } = await apiOver(world)
const metricsKey = await makeKey('numbers', 'metrics')
const { paths } = JSON.parse((await call('GET', '/api/openapi.json', { key: null })).text) as Document
const readable = (await call('GET', '/api', { key: null })).text
const calls = routes.filter(({ may }) => may === 'booking-key')

/** The status and code of a refusal. */
const refusalOf = ({ status, text }: Answer) => ({
  status,
  code: (JSON.parse(text) as { type: string }).type.replace(/^\/api#/, ''),
})

/** That this refusal is described: by its status and code with the call, and by an anchor on the page. */
function assertDescribed(method: string, path: string, answer: Answer) {
  const { status, code } = refusalOf(answer)
  const { responses } = paths[path.replaceAll(/:(\w+)/g, '{$1}')]![method.toLowerCase()]!
  assert.ok(responses[status], `${method} ${path} names ${status}`)
  assert.match(responses[status].description, new RegExp(`\\b${code}: `), `${method} ${path}, ${status}`)
  assert.ok(readable.includes(`id="${code}"`), code)
  return status
}

describe('A refusal', () => {
  for (const { method, path, takes } of calls)
    it(`of ${method} ${path} is described, whatever is wrong`, async () => {
      const one = path.replace(':id', coachId(404))
      const big = JSON.stringify({ a: 'x'.repeat(100_001) })
      const answers = [
        await call(method, one, { key: null }),
        await call(method, one, { key: metricsKey }),
        await call(method, `${one}/%`),
        await call(method, path.replace(':id', '%00')),
        await call(method, path.replace(':id', 'x'.repeat(201))),
        await call('PUT', one),
        ...(method === 'GET'
          ? [await call(method, `${one}?limit=0`)]
          : [
              await call(method, one, { raw: 'a', headers: { 'content-type': 'text/plain' } }),
              await call(method, one, { raw: big }),
              await call(method, one, { raw: '{' }),
              await call(method, one, { raw: '{"a":1}', headers: { 'idempotency-key': 'ä' } }),
            ]),
      ].filter(({ status }) => status >= 400)
      const statuses = new Set(answers.map((answer) => assertDescribed(method, path, answer)))
      for (const status of [401, 403, 405, ...(takes === 'json' ? [400, 413, 415, 422] : [])])
        assert.ok(statuses.has(status), `${status} was given`)
    })

  it('of the call’s own work is described too', async () => {
    const client = { name: 'Amina', email: 'amina@example.org' }
    const wanted = (start: string) => ({ service: 'lay-too', mode: 'video', start })
    const idOf = ({ text }: Answer) => (JSON.parse(text) as { id: string }).id
    const [holds, bookings] = ['/api/v1/holds', '/api/v1/bookings']
    assertDescribed('POST', holds, await post('/holds', wanted('2026-11-24T03:00:00Z')))
    const [first] = [
      await post('/holds', wanted('2026-11-24T09:00:00Z')),
      await post('/holds', wanted('2026-11-24T09:00:00Z')),
    ]
    assertDescribed('POST', holds, await post('/holds', wanted('2026-11-24T09:00:00Z')))
    const hold = idOf(first)
    const booking = idOf(await post('/bookings', { hold, client }))
    const move = async (with_ = hold) => post(`/bookings/${booking}/move`, { hold: with_ })
    assertDescribed('POST', bookings, await post('/bookings', { hold, client }))
    assertDescribed('POST', bookings, await post('/bookings', { hold: coachId(404), client }))
    assertDescribed('POST', `${bookings}/:id/move`, await move())
    assertDescribed('POST', `${bookings}/:id/move`, await move(coachId(404)))
    await post(`/bookings/${booking}/cancel`)
    assertDescribed('POST', `${bookings}/:id/move`, await move())
    assertDescribed('GET', `${bookings}/:id`, await get(`/bookings/${coachId(404)}`))
  })

  it('has one meaning everywhere: the server’s own codes are those described', () => {
    for (const status of [400, 404, 405, 408, 413, 415, 431, 500, 503]) {
      const { code } = faultWith(status)
      assert.deepEqual(
        everyProblem.filter((one) => one.code === code).map((one) => one.status),
        [status],
        code,
      )
    }
    for (const code of Object.keys(problems)) assert.ok(readable.includes(`id="${code}"`), code)
  })
})

describe('A sentence about what was sent', () => {
  it('is one of ours, whatever was sent', () => {
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.record({ hold: fc.jsonValue(), client: fc.jsonValue(), adjustments: fc.jsonValue(), area: fc.jsonValue() }),
      fc.record({ service: fc.jsonValue(), start: fc.jsonValue(), mode: fc.jsonValue(), language: fc.jsonValue() }),
      fc.record({ client: fc.record({ name: fc.jsonValue(), email: fc.jsonValue(), phone: fc.jsonValue() }) }),
    )
    const ours = /^(is needed|is not |must (not )?be |must lie |has a second 60 )/
    fc.assert(
      fc.property(odd, (sent) => {
        for (const schema of [holdBody, bookingBody, moveBody]) {
          const read = readAs(schema, sent)
          for (const { message } of 'faults' in read ? read.faults : []) assert.match(message, ours)
        }
      }),
    )
  })
})
