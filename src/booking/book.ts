import { randomUUID } from 'node:crypto'
import { atCommit, type Tx } from '#lib/sql'
import { record, type AuditEvent } from '#audit'
import { waysTo } from '#coaches'
import { confirmClaim } from '#diary'
import type { Made } from '#vault'
import type { Availability } from './availability/live.ts'
import { occupiedMillis } from './availability/rules.ts'
import { coachesKeptFrom, coachesLeftOut, keepApart } from './apart/queries.ts'
import { channelOf, reachWith } from './channel.ts'
import { consentVersion } from './consent.ts'
import type { Owner } from './hold.ts'
import { hashToken, visitToken } from './links.ts'
import { isFurther, sendKeepCode, type CodeSent } from './further.ts'
import { planBooked } from './messages/plan.ts'
import { lockHold } from './holds-queries.ts'
import { loseHold } from './release.ts'
import { insertBooking } from './queries.ts'
import type { NewClient } from './new-client.ts'
import type { VerbPorts } from './ports.ts'
import { makeReference } from './reference.ts'
import { sealAdjustments, sealPerson } from './sealed.ts'
import { interpretersIn, type Mode } from './wish.ts'

export type Booked = {
  kind: 'booked'
  id: string
  reference: string
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  mode: Mode
  coachId: string
  /** An unverified further booking, which lets go in 30 minutes unless its code is entered. */
  further: boolean
  /** What became of the code by which a further one is kept; null where it is not further. */
  code: CodeSent | null
}
export type BookRefused = { kind: 'not-found' | 'hold-used' | 'hold-expired' }

/** Books the time that a hold keeps: claim, booking, history, messages and audit in one transaction. */
export async function book(
  ports: VerbPorts,
  owner: Owner,
  holdId: string,
  client: NewClient,
): Promise<BookedIn | BookRefused> {
  const { db, availability } = ports
  const answer = await db.withActor(owner.actor, async (tx) => {
    const held = await takeHold(tx, owner, holdId)
    return 'kind' in held ? held : bookHeld(tx, ports, owner, held, client)
  })
  if (answer.kind !== 'booked') return answer
  tellBooked(availability, answer)
  return answer
}

/** Tells memory, after the commit, that a hold became a booking. */
export function tellBooked(availability: Availability, { claimId, held, startsAt, endsAt }: BookedIn) {
  const { coachId, bufferMinutes } = held
  if (held.claimId !== claimId) availability.released(coachId, held.claimId)
  const gapMinutes = availability.coach(coachId)?.gapMinutes ?? bufferMinutes
  const [from, until] = [startsAt.epochMilliseconds, endsAt.epochMilliseconds]
  const minutes = (until - from) / 60_000
  const keptUntil = from + occupiedMillis({ minutes, bufferMinutes }, gapMinutes)
  availability.claimed(coachId, claimId, { startsAt: from, endsAt: keptUntil, expiresAt: null })
}

/** A hold as the database has it, locked. */
export type LockedHold = NonNullable<Awaited<ReturnType<typeof lockHold.one>>>

export type BookedIn = Booked & { claimId: string; held: LockedHold }

/** One's own hold, locked, or why nothing can be booked with it. */
export async function takeHold(tx: Tx, owner: Owner, holdId: string): Promise<LockedHold | BookRefused> {
  const held = await lockHold.one(tx, holdId, owner.browser, owner.apiKeyId)
  if (!held) return { kind: 'not-found' }
  if (held.state === 'used') return { kind: 'hold-used' }
  return held.state === 'released' || held.started ? { kind: 'hold-expired' } : held
}

/** Books with a hold that was taken. What does not depend on an answer goes out together. */
export async function bookHeld(
  tx: Tx,
  ports: Pick<VerbPorts, 'clock' | 'linkKey' | 'codeKey' | 'textSender' | 'vault'>,
  owner: Owner,
  held: LockedHold,
  client: NewClient,
): Promise<BookedIn | BookRefused> {
  const { startsAt, endsAt, coachId } = held
  const { textSender } = ports
  const { place = null } = client
  const [reached] = client.contactHashes
  const [claimId, made, ways, leftOut, keptFrom] = await Promise.all([
    confirmClaim(tx, held),
    ports.vault.make(randomUUID(), 'contact'),
    waysTo(tx, { coachId, bookingId: null, startsAt }, textSender),
    // After the coach is locked: what others say of them meanwhile is seen, or sees this booking.
    coachesLeftOut(tx, place),
    coachesKeptFrom(tx, place, reached),
  ])
  if (claimId === null) return { kind: 'hold-expired' }
  if (leftOut.includes(coachId)) {
    await loseHold(tx, owner, { id: held.id, coachId, claimId })
    return { kind: 'hold-expired' }
  }
  const further = await isFurther(tx, owner.browser, reached)
  // Pressed twice for a caller, it is one booking: its page is known before it is made.
  const [id, reference] = [owner.called ? held.id : randomUUID(), makeReference()]
  atCommit(insertNew(tx, { id, reference, made, linkKey: ports.linkKey }, { ...held, claimId }, owner, client, further))
  atCommit(keepApart(tx, made.key.subject, keptFrom))
  atCommit(planBooked(tx, { id, startsAt, client, now: ports.clock(), textSender, ways }))
  atCommit(record(tx, bookedBy(owner, id)))
  const channel = channelOf(reachWith(client)) ?? 'email'
  const code = further ? await sendKeepCode(tx, ports, { id, channel }, owner.browser!) : null
  return {
    kind: 'booked',
    id,
    reference,
    startsAt,
    endsAt,
    mode: held.mode as Mode,
    coachId,
    further,
    code,
    claimId,
    held,
  }
}

/** Who booked, as the trail has it: for a caller, with the words that were read out to them. */
function bookedBy({ called, apiKeyId }: Owner, id: string): AuditEvent {
  const subject = { subjectKind: 'booking', subjectId: id } as const
  if (called)
    return {
      ...subject,
      verb: 'booking.booked-by-phone',
      actorKind: 'lead_ops',
      actorId: called.staffId,
      reason: `consent ${consentVersion}`,
      requestId: called.requestId,
    }
  return { ...subject, verb: 'booking.booked', actorKind: apiKeyId === null ? 'client' : 'key', actorId: apiKeyId }
}

const insertNew = (
  tx: Tx,
  { id, reference, made, linkKey }: { id: string; reference: string; made: Made; linkKey: Buffer },
  held: LockedHold,
  owner: Owner,
  client: NewClient,
  further: boolean,
) => {
  const person = sealPerson(made.key, id, client)
  return insertBooking(
    tx,
    id,
    reference,
    held.serviceKey,
    held.serviceVersion,
    held.coachId,
    held.claimId,
    held.mode,
    held.longer,
    held.startsAt,
    held.endsAt,
    held.matchedOn,
    sealAdjustments(made.key, id, client.adjustments),
    client.area,
    client.settingKey,
    client.roleGroupKey,
    owner.browser,
    owner.apiKeyId,
    hashToken(visitToken(linkKey, id)),
    [...client.contactHashes],
    further,
    person.name,
    person.email,
    person.phone,
    owner.called ? 'lead_ops' : owner.apiKeyId === null ? 'client' : 'key',
    held.id,
    channelOf(reachWith(client)) ?? 'email',
    client.unsure ?? false,
    interpretersIn(client.adjustments),
    made.key.subject,
    made.wrapped.kekId,
    made.wrapped.wrapped,
    person.takesTexts,
    client.anyTime ?? false,
    client.textsToo ?? false,
  )
}
