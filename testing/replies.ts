import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after } from 'node:test'
import { backRoutes } from '../src/booking/index.ts'
import { serve } from '../src/web/index.ts'
import { contactKey } from './booking.ts'
import { guardsWith } from './staff.ts'
import type { bookingWorld } from './world.ts'

const baseUrl = 'http://localhost:3000'
const receipts = 'a-token-of-twenty-six-signs'
const texts = {
  kind: 'notify' as const,
  origin: 'https://notify.example',
  service: '',
  secret: '',
  template: '',
  sender: null,
  receipts,
}

/** Texts that come from a gateway: `came` takes one, and gives its id. Ends with the test file. */
export async function textsCome({ admin, ports }: Awaited<ReturnType<typeof bookingWorld>>) {
  const gateway = await serve({
    routes: backRoutes({ ...ports, contactKey, baseUrl, texts }),
    ports: { clock: ports.clock, baseUrl },
    guards: guardsWith({}),
  })
  after(() => gateway.close())
  return async (message: string, from = '447700900888') => {
    const payload = JSON.stringify({ id: randomUUID(), source_number: from, message })
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${receipts}` }
    assert.equal((await gateway.inject({ method: 'POST', url: '/replies/notify', headers, payload })).statusCode, 204)
    return (await admin.query<{ id: string }>('select id from reply order by number desc limit 1')).rows[0]!.id
  }
}
