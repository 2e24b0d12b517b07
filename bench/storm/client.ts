import { openCaller, type Caller } from './socket.ts'

/** The client's process: books pairs of calls with many callers at once, and tells how long each call took. */
export type Task = { baseUrl: string; key: string; service: string; clients: number; starts: string[] }
export type Told = { seconds: number; millis: number[]; booked: number; refused: number; wrong: Record<string, number> }

process.once('message', async (task) => {
  const told = await run(task as Task)
  process.send?.(told, () => process.disconnect?.())
})

async function run({ baseUrl, key, service, clients, starts }: Task): Promise<Told> {
  const told: Told = { seconds: 0, millis: [], booked: 0, refused: 0, wrong: {} }
  const callers = await Promise.all(
    Array.from({ length: clients }, () => openCaller(baseUrl, { authorization: `Bearer ${key}` })),
  )
  const call = async (caller: Caller, path: string, body: unknown) => {
    const began = performance.now()
    const answer = await caller.post(`/api/v1/${path}`, JSON.stringify(body))
    told.millis.push(performance.now() - began)
    return answer
  }
  const one = async (caller: Caller, start: string, i: number) => {
    const held = await call(caller, 'holds', { service, start, mode: 'video' })
    if (held.status === 409) return void told.refused++
    const hold = (JSON.parse(held.text) as { id?: string }).id
    const client = { name: 'Sam Bench', email: `sam.bench.${i}@example.org` }
    const booked = held.status === 201 ? await call(caller, 'bookings', { hold, client }) : held
    if (booked.status === 201) told.booked++
    else told.wrong[booked.status] = (told.wrong[booked.status] ?? 0) + 1
  }
  const began = performance.now()
  let next = 0
  const work = async (caller: Caller) => {
    while (next < starts.length) await one(caller, starts[next]!, next++)
    caller.end()
  }
  await Promise.all(callers.map(work))
  return { ...told, seconds: (performance.now() - began) / 1_000 }
}
