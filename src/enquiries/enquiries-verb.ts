import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { operator, operatorOpening, type Db } from '#lib/door'
import { isUuid } from '#lib/text'
import { fault, type Io, type Verb } from '#lib/verb'
import { record } from '#audit'
import type { KeyHolder } from '#vault'
import { enquiryThere, markAnswered, waitingEnquiries, wholeEnquiry } from './queries.ts'
import { openWritten } from './sealed.ts'

type Vault = Pick<KeyHolder, 'unwrap'>
/** A key holder over the database of the moment. */
type VaultOf = (db: Db) => Vault

/** `enquiries list`, `show` and `answered`: what people asked for, so that somebody writes to them. */
export const enquiriesVerb = (vaultOf: VaultOf): Verb => ({
  name: 'enquiries',
  usage: 'enquiries list | enquiries show ID --task TASK | enquiries answered ID',
  help: `What people asked for who would like a group, coaching for their team or an away day.

  enquiries list                 those that wait for an answer, the oldest first; not who it is
  enquiries show ID --task TASK  one with its address and words, for the task named; recorded before it is shown
  enquiries answered ID          says that somebody has written back; the enquiry is deleted 30 days later`,
  async run([what, id, ...rest], io, { db }) {
    if (what === 'list' && id === undefined) return list(io, db)
    if (what === 'answered' && id !== undefined && rest.length === 0) return answered(id, io, db)
    const task = taskOf(rest)
    if (what === 'show' && id !== undefined && task !== null) return show(id, task, io, db, vaultOf(db))
    return fault(io, `usage: ${this.usage}`)
  },
})

async function list(io: Io, db: Db): Promise<number> {
  const waiting = await db.withActor(operator, (tx) => waitingEnquiries(tx))
  for (const { id, serviceKey, receivedAt, teamSize, area } of waiting)
    io.out([id, serviceKey, receivedAt, teamSize ? `${teamSize} people` : '', area ?? ''].join('\t'))
  if (waiting.length === 0) io.err('No enquiry waits for an answer.')
  return 0
}

/** The record is written first and stands by itself: nothing is shown that is not recorded. */
async function show(id: string, task: string, io: Io, db: Db, vault: Vault): Promise<number> {
  if (!isUuid(id)) return noSuch(io)
  const opening = randomUUID()
  const there = await db.withActor(operator, async (tx) => {
    const found = await enquiryThere.one(tx, id)
    if (found)
      await record(tx, {
        verb: 'enquiry.shown',
        subjectKind: 'enquiry',
        subjectId: id,
        actorKind: 'operator',
        actorId: opening,
        reason: `task ${task}`,
      })
    return found !== undefined
  })
  if (!there) return noSuch(io)
  const found = await db.withActor(operatorOpening, (tx) => wholeEnquiry.one(tx, id))
  const ring = await vault.unwrap([{ subject: id, purpose: 'contact' }], { ...operator, account: opening })
  const key = ring.of(id, 'contact')
  if (!found || !key) return noSuch(io)
  const { sealedAim, sealedDates, sealedEmail, ...plain } = found
  const written = openWritten(key, id, { aim: sealedAim, dates: sealedDates, email: sealedEmail })
  for (const [name, value] of Object.entries({ ...plain, ...written })) io.out(`${name}\t${String(value ?? '')}`)
  return 0
}

async function answered(id: string, io: Io, db: Db): Promise<number> {
  if (!isUuid(id)) return noSuch(io)
  const done = await db.withActor(operator, async (tx) => {
    const [marked] = await markAnswered(tx, id)
    if (marked)
      await record(tx, { verb: 'enquiry.answered', subjectKind: 'enquiry', subjectId: id, actorKind: 'operator' })
    return marked !== undefined
  })
  if (!done) return noSuch(io)
  io.out('Answered.')
  return 0
}

const noSuch = (io: Io) => fault(io, 'No enquiry with this id waits: see enquiries list')

/** The name of a task, or null where none is given: letters, digits and hyphens, so that no words about a person are kept. */
function taskOf(args: string[]): string | null {
  try {
    const { task } = parseArgs({ args, options: { task: { type: 'string' } } }).values
    return task !== undefined && /^[A-Za-z0-9-]{1,40}$/.test(task) ? task : null
  } catch {
    return null
  }
}
