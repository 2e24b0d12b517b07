import { createConnection, type Socket } from 'node:net'
import type { Zone } from '#lib/door'
import { readFrames, writeFrame } from './frames.ts'
import { ringOf, type KeyHolder } from './holder.ts'
import type { HolderSecrets } from './serve.ts'
import { keyFromWire, madeFromWire, type Answer, type Question } from './wire.ts'

const patienceMillis = 2_000

/**
 * A key holder in another process, asked over its Unix socket: one line for each zone that this process serves. Without
 * an answer in time there is no key. A line that broke is laid again for the next question.
 */
export function askHolder(path: string, secrets: HolderSecrets): KeyHolder {
  const lines = new Map(
    Object.entries(secrets).map(([zone, secret]) => [zone as Zone, layLine(path, zone as Zone, secret)]),
  )
  const lineOf = (zone: Zone) => {
    const line = lines.get(zone)
    if (!line) throw new Error(`This process may ask for no keys in the zone ${zone}`)
    return line
  }
  const [any] = lines.values()
  return {
    async make(subject, purpose) {
      if (!any) throw new Error('This process may ask for no keys')
      const answer = await any.ask({ make: { subject, purpose } })
      if ('made' in answer) return madeFromWire(answer.made)
      throw new Error('fault' in answer ? answer.fault : 'The key holder gave no key')
    },
    async unwrap(wanted, actor) {
      if (wanted.length === 0) return ringOf([])
      const answer = await lineOf(actor.zone).ask({ unwrap: wanted, actor })
      if ('keys' in answer) return ringOf(answer.keys.map(keyFromWire))
      throw new Error('fault' in answer ? answer.fault : 'The key holder gave no keys')
    },
    async dump() {
      const answer = await lineOf('work').ask({ dump: true })
      if (!('dumped' in answer)) throw new Error('fault' in answer ? answer.fault : 'The key holder wrote no dump')
    },
    async close() {
      for (const line of lines.values()) line.close()
    },
  }
}

type Numbered = Extract<Question, { n: number }>
type Asked = Numbered extends infer Q ? (Q extends { n: number } ? Omit<Q, 'n'> : never) : never
type Waiting = { hear: (answer: Answer) => void; fail: (error: Error) => void }

function layLine(path: string, zone: Zone, secret: string) {
  let socket: Socket | null = null
  let n = 0
  const waiting = new Map<number, Waiting>()
  const broken = () => {
    socket = null
    for (const { fail } of waiting.values()) fail(new Error('The key holder cannot be reached'))
    waiting.clear()
  }
  const connect = () => {
    const made = createConnection(path)
    // An idle line keeps no process alive.
    made.unref()
    made.on('error', () => {})
    made.on('close', () => made === socket && broken())
    readFrames(made, (value) => {
      const answer = value as Answer
      waiting.get(answer.n)?.hear(answer)
      waiting.delete(answer.n)
    })
    writeFrame(made, { zone, secret } satisfies Question)
    return made
  }
  return {
    ask: (question: Asked): Promise<Answer> =>
      new Promise((hear, fail) => {
        const number = ++n
        const late = setTimeout(() => {
          waiting.delete(number)
          fail(new Error('The key holder did not answer in time'))
        }, patienceMillis)
        const settled =
          <T>(settle: (value: T) => void) =>
          (value: T) => {
            clearTimeout(late)
            settle(value)
          }
        waiting.set(number, { hear: settled(hear), fail: settled(fail) })
        socket ??= connect()
        writeFrame(socket, { n: number, ...question })
      }),
    close() {
      socket?.destroy()
    },
  }
}
