import { Agent, request } from 'node:http'

/** The client's process: books pairs of calls with many callers at once, and tells how long each call took. */
export type Task = { baseUrl: string; key: string; service: string; clients: number; starts: string[] }
export type Told = { seconds: number; millis: number[]; booked: number; refused: number; wrong: Record<string, number> }

process.once('message', async (task) => {
  const told = await run(task as Task)
  process.send?.(told, () => process.disconnect?.())
})

async function run({ baseUrl, key, service, clients, starts }: Task): Promise<Told> {
  const told: Told = { seconds: 0, millis: [], booked: 0, refused: 0, wrong: {} }
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const call = async (path: string, body: unknown) => {
    const began = performance.now()
    const answer = await post(agent, `${baseUrl}/api/v1/${path}`, key, JSON.stringify(body))
    told.millis.push(performance.now() - began)
    return answer
  }
  const one = async (start: string, i: number) => {
    const held = await call('holds', { service, start, mode: 'video' })
    if (held.status === 409) return void told.refused++
    const hold = (JSON.parse(held.text) as { id?: string }).id
    const client = { name: 'Sam Bench', email: `sam.bench.${i}@example.org` }
    const booked = held.status === 201 ? await call('bookings', { hold, client }) : held
    if (booked.status === 201) told.booked++
    else told.wrong[booked.status] = (told.wrong[booked.status] ?? 0) + 1
  }
  const began = performance.now()
  let next = 0
  const caller = async () => {
    while (next < starts.length) await one(starts[next]!, next++)
  }
  await Promise.all(Array.from({ length: clients }, caller))
  agent.destroy()
  return { ...told, seconds: (performance.now() - began) / 1_000 }
}

function post(agent: Agent, url: string, key: string, body: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      authorization: `Bearer ${key}`,
    }
    const sent = request(url, { agent, method: 'POST', headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (part: string) => (text += part))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
      answer.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
