import assert from 'node:assert/strict'
import { it } from 'node:test'
import { deliveryWorld } from '../../testing/delivery.ts'
import { startGateway, type Said } from '../../testing/text-gateways.ts'
import { textSender } from './senders/text/open.ts'
import { sendDue, type Renderer } from './index.ts'

const { admin, planning, ports, rows, start, states, wait } = await deliveryWorld()

const account = (host: string) => ({
  kind: 'notify' as const,
  origin: `http://${host}`,
  service: '26785a09-ab16-4eb0-8407-a37497a57506',
  secret: '3d844edf-8d35-48ac-975b-e847b4f122b0',
  template: 'f33517ff-2a88-4f6e-b855-c550268ce08a',
  sender: null,
  receipts: null,
})
const gatewayPorts = { now: () => Temporal.Now.instant(), altered: () => {}, baseUrl: 'http://localhost:3000' }
const welsh = `Dydd Iau, 6:30pm. ${'Gŵyl. '.repeat(12)}`
const renderer: Renderer = async () => ({ channel: 'text', to: '+447700900123', text: welsh })
const fragments = async () =>
  (await admin.query<{ fragments: number | null }>('select fragments from message')).rows.map((row) => row.fragments)

it('keeps how many texts it was sent as, once it is sent', async () => {
  await planning({ channel: 'text' })
  let down = true
  const gateway = await startGateway(({ method }): Said => {
    if (down) return { status: 503, body: {} }
    return method === 'GET' ? { status: 200, body: { notifications: [] } } : { status: 201, body: {} }
  })
  const text = textSender(account(gateway.host), gatewayPorts)
  const sending = { ...ports(null, renderer), senders: { email: null, text } }
  await sendDue(sending, 10)
  assert.deepEqual([await states(), await fragments()], [['waiting unreachable'], [null]])
  down = false
  await wait({ minutes: 1 })
  await sendDue(sending, 10)
  assert.deepEqual([await states(), await fragments()], [['sent'], [2]])
})

it('texts nobody twice where a gateway took it and could not say so', async () => {
  await planning({ channel: 'text' })
  const taken: { reference: string }[] = []
  const gateway = await startGateway(({ method, body }): Said => {
    if (method === 'GET') return { status: 200, body: { notifications: taken } }
    taken.push(JSON.parse(body) as { reference: string })
    return { status: 502, body: 'Bad gateway', type: 'text/plain' }
  })
  const text = textSender(account(gateway.host), gatewayPorts)
  const sending = { ...ports(null, renderer), senders: { email: null, text } }
  await sendDue(sending, 10)
  assert.deepEqual(await states(), ['waiting unreachable'])
  await wait({ minutes: 1 })
  await sendDue(sending, 10)
  assert.deepEqual([await states(), taken.length, await fragments()], [['sent'], 1, [2]])
})

it('is not tried again at night where it can wait, however long the gateway is down', async () => {
  const gateway = await startGateway((): Said => ({ status: 503, body: {} }))
  const text = textSender(account(gateway.host), gatewayPorts)
  const sending = { ...ports(null, renderer), senders: { email: null, text } }
  const evening = start.add({ hours: 10, minutes: 59, seconds: 59 })
  await planning({ channel: 'text', kind: 'reminder-day', dueAt: evening })
  await planning({ channel: 'text', dueAt: evening })
  await wait({ hours: 10, minutes: 59, seconds: 59 })
  await sendDue(sending, 10)
  const tries = (await rows()).map((row) => Temporal.Instant.from(String(row.try_at)))
  assert.deepEqual(
    tries.map((at) => at.toZonedDateTimeISO('Europe/London').hour),
    [21, 8],
  )
})
