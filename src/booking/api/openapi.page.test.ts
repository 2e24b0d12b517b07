import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import { apiOver } from '../../../testing/api.ts'
import { assertValidHtml } from '../../../testing/html.ts'
import { bookingWorld } from '../../../testing/world.ts'

type Operation = {
  parameters: { name: string; in: string }[]
  requestBody?: unknown
  responses: Record<string, { content?: Record<string, unknown> }>
}
type Document = { openapi: string; paths: Record<string, Record<string, Operation>> }

const world = await bookingWorld([])
const { routes, call } = await apiOver(world)
const answer = await call('GET', '/api/openapi.json', { key: null })
const document = JSON.parse(answer.text) as Document
const calls = routes.filter(({ path }) => path.startsWith('/api/v1/'))

describe('The description of the API', () => {
  it('is valid OpenAPI 3.1, for anybody to read', async () => {
    assert.equal(answer.status, 200)
    assert.match(document.openapi, /^3\.1\./)
    const validator = new Validator()
    const { valid, errors } = await validator.validate(structuredClone(document))
    assert.ok(valid, JSON.stringify(errors))
  })

  it('names every call and no other', () => {
    const described = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    )
    const served = calls.map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
    assert.deepEqual(described.sort(), served.sort())
  })

  for (const { method, path, takes } of calls) {
    const operation = document.paths[path.replaceAll(/:(\w+)/g, '{$1}')]![method.toLowerCase()]!
    it(`says of ${method} ${path} what it takes and how it answers`, () => {
      assert.equal(operation.requestBody !== undefined, takes === 'json')
      const inPath = operation.parameters.filter((one) => one.in === 'path').map(({ name }) => `:${name}`)
      assert.deepEqual(inPath, path.match(/:\w+/g) ?? [])
      assert.equal(
        operation.parameters.some(({ name }) => name === 'Idempotency-Key'),
        method === 'POST',
      )
      const statuses = Object.keys(operation.responses)
      for (const status of ['401', '403']) assert.ok(statuses.includes(status), status)
      if (takes === 'json') for (const status of ['400', '415', '422']) assert.ok(statuses.includes(status), status)
      const [done] = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'))
      assert.equal(done?.[1].content === undefined, method === 'DELETE')
    })
  }

  it('is told on a page too', async () => {
    const page = await call('GET', '/api', { key: null })
    assert.equal(page.status, 200)
    await assertValidHtml(page.text)
    for (const { path } of calls) assert.ok(page.text.includes(path.replaceAll(/:(\w+)/g, '{$1}')), path)
  })
})
