import { createHash, timingSafeEqual } from 'node:crypto'
import { chmodSync, rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { rolesOf, type Actor, type Zone } from '#lib/door'
import { isUuid } from '#lib/text'
import { purposes, type Purpose } from './cell.ts'
import { readFrames, writeFrame } from './frames.ts'
import type { KeyHolder, Wanted } from './holder.ts'
import { keyToWire, madeToWire, type Answer, type Question } from './wire.ts'

/** The zones whose processes may ask, and the secret by which each is known. The organisation's never gets any. */
export type HolderSecrets = Partial<Record<Exclude<Zone, 'org'>, string>>

/** Answers for a key holder on a Unix socket until it is closed. A process is first known by its zone's secret. */
export async function serveHolder(path: string, holder: KeyHolder, secrets: HolderSecrets) {
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => open.delete(socket))
    let zone: Zone | null = null
    readFrames(socket, (value) => {
      const question = value as Question
      if (zone === null) {
        zone = zoneOf(question, secrets)
        if (zone === null) return void socket.destroy()
        return
      }
      void answer(holder, zone, question).then((said) => !socket.destroyed && writeFrame(socket, said))
    })
  })
  // What a killed process left behind.
  rmSync(path, { force: true })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
  // Its user and the group of those who may ask.
  chmodSync(path, 0o660)
  return {
    async close() {
      for (const socket of open) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

function zoneOf(question: Question, secrets: HolderSecrets): Zone | null {
  if (!('zone' in question) || typeof question.secret !== 'string') return null
  const known = Object.hasOwn(secrets, question.zone) ? secrets[question.zone as keyof HolderSecrets] : undefined
  if (known === undefined) return null
  return timingSafeEqual(digest(known), digest(question.secret)) ? question.zone : null
}

const digest = (text: string) => createHash('sha256').update(text).digest()

/** A fault is told by a sentence of ours alone: what is beneath may hold words of the database. */
async function answer(holder: KeyHolder, zone: Zone, question: Question): Promise<Answer> {
  const n = 'n' in question ? question.n : 0
  try {
    if ('make' in question) {
      const { subject, purpose } = wantedIn(question.make)
      return { n, made: madeToWire(await holder.make(subject, purpose)) }
    }
    if ('unwrap' in question) {
      const actor = actorIn(question.actor, zone)
      const wanted = question.unwrap.map(wantedIn)
      const ring = await holder.unwrap(wanted, actor)
      return { n, keys: wanted.flatMap(({ subject, purpose }) => ring.of(subject, purpose) ?? []).map(keyToWire) }
    }
    if ('dump' in question && zone === 'work') {
      await holder.dump()
      return { n, dumped: true }
    }
    return { n, fault: 'The key holder was asked nothing that it knows' }
  } catch (error) {
    return { n, fault: error instanceof Refusal ? error.message : 'The key holder could not answer' }
  }
}

class Refusal extends Error {}

function wantedIn({ subject, purpose }: Wanted): Wanted {
  if (!isUuid(subject) || !purposes.includes(purpose)) throw new Refusal('The key holder was asked for no key')
  return { subject, purpose: purpose satisfies Purpose }
}

/** Who asks must be one whom the process asking may act for. */
function actorIn(actor: Actor, zone: Zone): Actor {
  if (actor.zone !== zone || !(rolesOf[zone] as readonly string[]).includes(actor.role))
    throw new Refusal('A process may ask only for those whom it serves')
  return actor
}
