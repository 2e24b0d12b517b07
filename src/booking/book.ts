import { randomUUID } from 'node:crypto'
import { anyone } from '#lib/door'
import type { Tx } from '#lib/sql'
import { record } from '#audit'
import { confirmClaim } from '#diary'
import type { Availability } from './availability/live.ts'
import { occupiedMillis } from './availability/rules.ts'
import type { BookingPorts, Owner } from './hold.ts'
import { hashToken, visitToken } from './links.ts'
import { isFurther, sendKeepCode } from './further.ts'
import { planBooked } from './messages/plan.ts'
import { insertBooking, lockHold, useHold } from './queries.ts'
import { makeReference } from './reference.ts'
import type { Mode } from './wish.ts'

/** What a person gave when they booked. Contacts are normalised; hashes are keyed. */
export type NewClient = {
  name: string
  email: string | null
  /** Also the number to ring: for a telephone session, and when video fails. */
  phone: string | null
  /** First that of the contact to which messages and codes go: the address, or the number where there is none. */
  contactHashes: readonly Buffer[]
  adjustments: readonly string[]
  area: string | null
  settingKey: string | null
  roleGroupKey: string | null
}

export type VerbPorts = BookingPorts & {
  /** Keys the tokens of messages' links. */
  linkKey: Buffer
  /** Keys the codes that are sent. */
  codeKey: Buffer
  textSender: boolean
}

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
  const answer = await db.withActor(anyone, (tx) => bookIn(tx, ports, owner, holdId, client))
  if (answer.kind !== 'booked') return answer
  tellBooked(availability, answer)
  return answer
}

/** Tells memory, after the commit, that a hold became a booking. */
export function tellBooked(availability: Availability, { coachId, claimId, releasedClaimId, ...booked }: BookedIn) {
  if (releasedClaimId !== claimId) availability.released(coachId, releasedClaimId)
  const gapMinutes = availability.coach(coachId)?.gapMinutes ?? 15
  const startsAt = booked.startsAt.epochMilliseconds
  const endsAt = startsAt + occupiedMillis({ minutes: minutesOf(booked), bufferMinutes: 15 }, gapMinutes)
  availability.claimed(coachId, claimId, { startsAt, endsAt, expiresAt: null })
}

const minutesOf = ({ startsAt, endsAt }: { startsAt: Temporal.Instant; endsAt: Temporal.Instant }) =>
  (endsAt.epochMilliseconds - startsAt.epochMilliseconds) / 60_000

export type BookedIn = Booked & { claimId: string; releasedClaimId: string }

/** The same inside the caller's transaction; the caller tells availability after its commit. */
export async function bookIn(
  tx: Tx,
  ports: Pick<VerbPorts, 'clock' | 'linkKey' | 'codeKey' | 'textSender'>,
  owner: Owner,
  holdId: string,
  client: NewClient,
): Promise<BookedIn | BookRefused> {
  const held = await lockHold.one(tx, holdId, owner.browser, owner.apiKeyId)
  if (!held) return { kind: 'not-found' }
  if (held.state === 'used') return { kind: 'hold-used' }
  if (held.state === 'released' || held.started) return { kind: 'hold-expired' }
  const claimId = await confirmClaim(tx, { ...held, zone: 'Europe/London' })
  if (claimId === null) return { kind: 'hold-expired' }
  await useHold(tx, held.id)
  const [reached] = client.contactHashes
  const further = owner.browser !== null && reached !== undefined && (await isFurther(tx, reached))
  const { id, reference } = await insertNew(tx, ports.linkKey, { ...held, claimId }, owner, client, further)
  await planBooked(tx, {
    id,
    startsAt: held.startsAt,
    client,
    further,
    now: ports.clock(),
    textSender: ports.textSender,
  })
  if (owner.browser)
    await sendKeepCode(tx, ports, { id, further, channel: client.email ? 'email' : 'text' }, owner.browser)
  await record(tx, {
    verb: 'booking.booked',
    subjectKind: 'booking',
    subjectId: id,
    actorKind: owner.apiKeyId === null ? 'client' : 'key',
    actorId: owner.apiKeyId,
  })
  const { startsAt, endsAt, coachId } = held
  return {
    kind: 'booked',
    id,
    reference,
    startsAt,
    endsAt,
    mode: held.mode as Mode,
    coachId,
    further,
    claimId,
    releasedClaimId: held.claimId,
  }
}

type Taken = NonNullable<Awaited<ReturnType<typeof lockHold.one>>>

async function insertNew(tx: Tx, linkKey: Buffer, held: Taken, owner: Owner, client: NewClient, further: boolean) {
  for (;;) {
    const id = randomUUID()
    const reference = makeReference()
    const written = await insertBooking.one(
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
      [...client.adjustments],
      client.area,
      client.settingKey,
      client.roleGroupKey,
      owner.browser,
      owner.apiKeyId,
      hashToken(visitToken(linkKey, id)),
      [...client.contactHashes],
      further,
      client.name,
      client.email,
      client.phone,
      owner.apiKeyId === null ? 'client' : 'key',
    )
    if (written) return { id, reference }
  }
}
