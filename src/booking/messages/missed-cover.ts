import { members, waysTo } from '#coaches'
import type { Clock } from '#lib/clock'
import type { Tx } from '#lib/sql'
import {
  coachDeclined,
  coachDeclinedText,
  coachKeeps,
  coachKeepsText,
  coachLetGo,
  coachLetGoText,
  coachMissed,
  coachMissedText,
  plan,
  plannedFor,
  type Appointment,
  type Letter,
  type Message,
  type Renderer,
} from '#notifications'
import type { Mode } from '../wish.ts'
import type { RenderPorts } from './facts.ts'
import { kinds } from './kinds.ts'
import { mail, textTo } from './mail.ts'
import { declinedSwap, letGoSession, missedCover } from './queries.ts'
import { wayNow } from './to-coach.ts'

/** A session that whoever was chosen to take it could not have; `times`: how often that was so of it. */
type Missed = {
  id: string
  bookingId: string
  coachId: string
  chosenId: string
  startsAt: Temporal.Instant
  times: number
}

/** Plans that both coaches hear of it, each by their own ways: who reads "it leaves your list" may have gone. */
export async function planMissedCover(
  tx: Tx,
  { id, bookingId, coachId, chosenId, startsAt, times }: Missed,
  { clock, textSender }: { clock: Clock; textSender: boolean },
): Promise<void> {
  const told = { subjectId: id, subjectSequence: times, recipient: 'coach', dueAt: clock() } as const
  for (const [kind, who] of [
    [kinds.coachKeeps, coachId],
    [kinds.coachMissed, chosenId],
  ] as const) {
    const ways = await waysTo(tx, { coachId: who, bookingId, startsAt }, textSender)
    await plan(
      tx,
      ways.map((way) => ({ ...told, ...way, kind })),
    )
  }
}

/** Plans that a coach hears once of a session: that the swap which they offered was declined, or that the lead let it go. */
export async function planOnce(
  tx: Tx,
  kind: typeof kinds.coachDeclined | typeof kinds.coachLetGo,
  { id, bookingId, coachId, startsAt }: Omit<Missed, 'chosenId' | 'times'>,
  { clock, textSender }: { clock: Clock; textSender: boolean },
): Promise<void> {
  const ways = await waysTo(tx, { coachId, bookingId, startsAt }, textSender)
  const told = { subjectId: id, subjectSequence: 0, recipient: 'coach', dueAt: clock(), kind } as const
  await plan(
    tx,
    ways.map((way) => ({ ...told, ...way })),
  )
}

const words: Record<string, { letter: (of: Appointment) => Letter; text: (of: Appointment) => string }> = {
  [kinds.coachKeeps]: { letter: coachKeeps, text: coachKeepsText },
  [kinds.coachMissed]: { letter: coachMissed, text: coachMissedText },
  [kinds.coachLetGo]: { letter: coachLetGo, text: coachLetGoText },
  [kinds.coachDeclined]: { letter: coachDeclined, text: coachDeclinedText },
}

/** What such a message has to say now; undefined where that is nothing. */
export async function saidNow(
  tx: Tx,
  { kind, subjectId, subjectSequence }: Pick<Message, 'kind' | 'subjectId' | 'subjectSequence'>,
) {
  if (kind === kinds.coachDeclined) return declinedSwap.one(tx, subjectId)
  if (kind === kinds.coachLetGo) return letGoSession.one(tx, subjectId)
  return missedCover.one(tx, subjectId, subjectSequence, kind === kinds.coachKeeps)
}

/** Tells a coach that a session is still theirs, that they do not have it, or what became of it; nothing where that is so no more. */
export const aboutMissedCover =
  (ports: RenderPorts): Renderer =>
  async (tx, message) => {
    const { kind, subjectId } = message
    const found = await saidNow(tx, message)
    const said = words[kind]
    if (!found || !said) return null
    const { coachId, startsAt, endsAt, mode, askedAt } = found
    const told = await plannedFor(tx, subjectId, 'coach', askedAt)
    const by = await wayNow(tx, ports, message, coachId, told)
    const [coach] = await members(tx, [coachId])
    if (!by || !coach) return null
    const session = { startsAt, endsAt, mode: mode as Mode, link: `${ports.teamBaseUrl ?? ports.baseUrl}/team/today` }
    return by.phone === null ? mail(coach.email, said.letter(session)) : textTo(by.phone, said.text(session))
  }
