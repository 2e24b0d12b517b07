import type { Clock } from '#lib/clock'
import { worker, type Db } from '#lib/door'
import type { Tx } from '#lib/sql'
import { tellReply } from '#booking'
import { staffAddress, staffInRole } from '#identity'
import { manyToLookAt, plan, toLookAtNow, type Letter, type Renderer } from '#notifications'
import { countToLookAt, hasTurnNow, isNumberOpen } from './queries.ts'

const everybody = ['operations', 'duty'] as const
/** To whom one is told, at once and while nobody has seen to it half an hour later. */
const kinds = {
  operations: ['reply-now', 'reply-still'],
  duty: ['reply-now-duty', 'reply-still-duty'],
} as const
/** And their number, where they are too many to be told one by one. */
const numberKinds = { operations: 'reply-many', duty: 'reply-many-duty' } as const
const pathOf = { operations: '/team/operations/replies', duty: '/team/duty' } as const
/** Where so many were told in half an hour, theirs stands for the next: anybody can send what has to be looked at. */
const most = 20

/**
 * Tells operations, and whoever has the duty, of replies that somebody has to look at now; where nobody has it, every duty lead. What was said
 * stands on the page alone.
 */
export const tellOfReplies =
  ({ db, clock }: { db: Db; clock: Clock }) =>
  async (replyIds: readonly string[]): Promise<void> => {
    for (const id of replyIds)
      await db.withActor(worker, async (tx) => {
        const found = await tellReply.one(tx, id, most)
        if (found) await tell(tx, found.number, clock())
        else await tellNumber(tx, clock())
      })
  }

const mail = { recipient: 'address', channel: 'email' } as const

async function tell(tx: Tx, subjectSequence: number, now: Temporal.Instant): Promise<void> {
  const people = await toTell(tx)
  await plan(
    tx,
    everybody.flatMap((who) =>
      people[who].flatMap((subjectId) =>
        kinds[who].map((kind, i) => ({
          ...mail,
          kind,
          subjectId,
          subjectSequence,
          dueAt: now.add({ minutes: 30 * i }),
        })),
      ),
    ),
  )
}

/** Tells how many wait, in each half hour in which any does of whom nobody could be told by itself. */
export const tellHowMany = ({ db, clock }: { db: Db; clock: Clock }): Promise<void> =>
  db.withActor(worker, (tx) => tellNumber(tx, clock()))

async function tellNumber(tx: Tx, now: Temporal.Instant): Promise<void> {
  if ((await countToLookAt.one(tx))!.untold === 0) return
  const people = await toTell(tx)
  // Its name is the half hour: planned again in the same one, it is one.
  const subjectSequence = Math.floor(now.epochMilliseconds / 1_800_000)
  await plan(
    tx,
    everybody.flatMap((who) =>
      people[who].map((subjectId) => ({ ...mail, kind: numberKinds[who], subjectId, subjectSequence, dueAt: now })),
    ),
  )
}

async function toTell(tx: Tx): Promise<Record<(typeof everybody)[number], string[]>> {
  const turns = await hasTurnNow(tx)
  const duty = turns.length > 0 ? turns : await staffInRole(tx, 'duty_lead')
  return { operations: (await staffInRole(tx, 'lead_ops')).map(({ id }) => id), duty: duty.map(({ id }) => id) }
}

/** Says that there is something to look at, or how much, while there is. */
export const replyRenderers = (origin: string): Record<string, Renderer> => {
  const renderer =
    (letterOf: (tx: Tx, sequence: number) => Promise<Letter | null>): Renderer =>
    async (tx, { subjectId, subjectSequence }) => {
      const letter = await letterOf(tx, subjectSequence)
      const somebody = letter && (await staffAddress.one(tx, subjectId))
      return somebody ? { channel: 'email', to: somebody.email, ...letter } : null
    }
  return Object.fromEntries(
    everybody.flatMap((who) => {
      const link = `${origin}${pathOf[who]}`
      const one = renderer(async (tx, number) =>
        (await isNumberOpen.one(tx, number))!.yes ? toLookAtNow({ link }) : null,
      )
      const many = renderer(async (tx) => {
        const { open, untold } = (await countToLookAt.one(tx))!
        return untold > 0 ? manyToLookAt({ link, open }) : null
      })
      return [...kinds[who].map((kind) => [kind, one] as const), [numberKinds[who], many] as const]
    }),
  )
}
