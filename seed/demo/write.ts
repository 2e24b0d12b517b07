import type pg from 'pg'
import { sealAdjustments, sealPerson } from '#booking'
import type { Key, KeyHolder, Wrapped } from '#vault'
import { civilDate, toInstant } from '#lib/time'
import type { Chance } from '../random.ts'
import { idOf } from '../random.ts'
import { said, type DemoBooking } from './bookings.ts'
import type { Differences } from './hours.ts'
import type { DemoRequest } from './requests.ts'
import type { DemoService } from './timetable.ts'

/** How this installation hashes a contact, and the token in a booking's messages. */
export type Hashes = { contact: (normalised: string) => Buffer; visit: (bookingId: string) => Buffer }

/** What bookings refer to. */
export type Frame = {
  services: DemoService[]
  boards: { code: string; from: string; until: string | null }[]
  settings: string[]
  roleGroups: string[]
}

/** Reads the services that can be booked now, and the areas and kinds of work that people may give. */
export async function readFrame(client: pg.Client, now: Temporal.Instant): Promise<Frame> {
  const services = await client.query<DemoService>(
    `select distinct on (key) key, version, minutes, longer_minutes as "longerMinutes", buffer_minutes as "bufferMinutes"
       from service_version where valid_from <= $1 and bookable = 'slots' order by key, version desc`,
    [now.toString()],
  )
  const boards = await client.query<Frame['boards'][number]>(
    'select code, valid_from as from, valid_to as until from board order by code',
  )
  const settings = await client.query<{ key: string }>('select key from setting order by position')
  const roleGroups = await client.query<{ key: string }>('select key from role_group order by position')
  return {
    services: services.rows,
    boards: boards.rows,
    settings: settings.rows.map(({ key }) => key),
    roleGroups: roleGroups.rows.map(({ key }) => key),
  }
}

export async function writeDifferences(client: pg.Client, { exceptions, absences }: Differences) {
  await client.query(
    `insert into coach_exception (coach_id, kind, on_date, starts_at, ends_at, zone)
       select x."coachId", x.kind, x."onDate", make_interval(mins => x."startsAt")::text::time,
              make_interval(mins => x."endsAt")::text::time, x.zone
         from jsonb_to_recordset($1) as x ("coachId" uuid, kind text, "onDate" date, "startsAt" integer,
              "endsAt" integer, zone text)`,
    [JSON.stringify(exceptions)],
  )
  await client.query(
    `insert into absence (coach_id, during, reason, recorded_at)
       select x."coachId", tstzrange(x."startsAt", x."endsAt"), x.reason, least(x."startsAt", clock_now())
         from jsonb_to_recordset($1) as x ("coachId" uuid, "startsAt" timestamptz, "endsAt" timestamptz, reason text)`,
    [JSON.stringify(absences)],
  )
}

export type Telling = { hashes: Hashes; vault: Pick<KeyHolder, 'make'>; now: Temporal.Instant; chance: Chance }

/** Everybody who books, once, each with a key of their own. Gives the keys. */
async function writeClients(owner: pg.Client, bookings: readonly DemoBooking[], vault: Telling['vault']) {
  const firsts = [...Map.groupBy(bookings, ({ client }) => client)].map(([client, [first]]) => ({
    client,
    first: first!,
  }))
  const made = await Promise.all(firsts.map(({ first }) => vault.make(idOf('client', first.id), 'contact')))
  const of = <K extends keyof Wrapped>(name: K) => made.map(({ wrapped }) => wrapped[name])
  const times = firsts.map(({ first }) => said(first.madeAt))
  await owner.query(
    `insert into client (id, made_at, last_active_at)
       select c.id, c.at, c.at from unnest($1::uuid[], $2::timestamptz[]) as c (id, at)`,
    [of('subject'), times],
  )
  await owner.query(
    `select keep_key(k.subject, 'contact', k.kek, k.wrapped)
       from unnest($1::uuid[], $2::text[], $3::bytea[]) as k (subject, kek, wrapped)`,
    [of('subject'), of('kekId'), of('wrapped')],
  )
  return new Map(firsts.map(({ client }, i) => [client, made[i]!.key]))
}

export async function writeBookings(
  client: pg.Client,
  bookings: readonly DemoBooking[],
  frame: Frame,
  telling: Telling,
) {
  const keys = await writeClients(client, bookings, telling.vault)
  const rows = JSON.stringify(bookings.map((booking) => rowOf(booking, frame, telling, keys.get(booking.client)!)))
  await client.query(
    `insert into claim (id, coach_id, during, kind, active)
       select x."claimId", x."coachId", tstzrange(x."startsAt", x."until"), 'booking', x.status <> 'cancelled'
         from jsonb_to_recordset($1)
           as x ("claimId" uuid, "coachId" uuid, "startsAt" timestamptz, "until" timestamptz, status text)`,
    [rows],
  )
  await client.query(
    `insert into booking (id, reference, status, sequence, service_key, service_version, coach_id, claim_id, mode, longer,
         starts_at, ends_at, matched_on, client_id, interpreter, sealed_adjustments, area, setting_key, role_group_key, visit_hash, contact_hashes,
         verified_at, made_at, cancelled_at, cancelled_by)
       select x.id, x.reference, x.status, x.sequence, x."serviceKey", x."serviceVersion", x."coachId", x."claimId",
              x.mode, x.longer, x."startsAt", x."endsAt", x."matchedOn", x."clientId", x.interpreter, x.adjustments, x.area, x.setting, x.role,
              x."visitHash", x."contactHashes", x."verifiedAt", x."madeAt", x."cancelledAt", x."cancelledBy"
         from jsonb_to_recordset($1) as x (id uuid, reference text, status text, sequence integer, "serviceKey" text,
              "serviceVersion" integer, "coachId" uuid, "claimId" uuid, mode text, longer boolean,
              "startsAt" timestamptz, "endsAt" timestamptz, "matchedOn" text[], "clientId" uuid, interpreter text[], adjustments bytea, area text,
              setting text, role text, "visitHash" bytea, "contactHashes" bytea[], "verifiedAt" timestamptz,
              "madeAt" timestamptz, "cancelledAt" timestamptz, "cancelledBy" text)`,
    [rows],
  )
  await client.query(
    `insert into booking_person
         (booking_id, client_id, sealed_name, sealed_email, sealed_phone, sealed_session_phone, takes_texts)
       select x.id, x."clientId", x.name, x.email, x.phone, x."sessionPhone", x."takesTexts"
         from jsonb_to_recordset($1) as x (id uuid, "clientId" uuid, name bytea, email bytea, phone bytea,
              "sessionPhone" bytea, "takesTexts" boolean)`,
    [rows],
  )
  await client.query(
    `insert into booking_change (booking_id, sequence, what, at, by_whom, coach_id, starts_at)
       select x.id, c.sequence, c.what, c.at, c."by", x."coachId", c."startsAt"
         from jsonb_to_recordset($1) as x (id uuid, "coachId" uuid, changes jsonb),
              jsonb_to_recordset(x.changes)
                as c (sequence integer, what text, at timestamptz, "by" text, "startsAt" timestamptz)`,
    [rows],
  )
}

export const writeRequests = (client: pg.Client, requests: readonly DemoRequest[]) =>
  client.query(
    `insert into request_record
         (asked_at, source, service_key, match, ethnically_diverse, mode, earliest_start, same_day, within_24_hours)
       select x."askedAt", 'pages', x."serviceKey", x.match, x."ethnicallyDiverse", x.mode, x."earliestStart",
              x."sameDay", x."within24Hours"
         from jsonb_to_recordset($1) as x ("askedAt" timestamptz, "serviceKey" text, match text,
              "ethnicallyDiverse" boolean, mode text, "earliestStart" timestamptz, "sameDay" boolean,
              "within24Hours" boolean)`,
    [
      JSON.stringify(
        requests.map((request) => ({
          ...request,
          askedAt: said(request.askedAt),
          earliestStart: said(request.earliestStart),
        })),
      ),
    ],
  )

const aDay = 86_400_000

function rowOf(booking: DemoBooking, frame: Frame, { hashes, now, chance }: Telling, key: Key) {
  const { session, client, id, changes } = booking
  const { coach, service, mode } = session
  const gavePhone = mode === 'phone' || chance.happens(0.3)
  const day = civilDate(toInstant(session.startsAt)).toString()
  const boards = frame.boards.filter(({ from, until }) => from <= day && (until === null || day < until))
  const given = <T>(of: readonly T[], share: number) => (of.length && chance.happens(share) ? chance.one(of) : null)
  const person = sealPerson(key, id, { ...client, phone: gavePhone ? client.phone : null })
  return {
    id,
    clientId: key.subject,
    claimId: booking.claimId,
    coachId: coach.id,
    reference: booking.reference,
    status: booking.status,
    sequence: changes.at(-1)!.sequence,
    serviceKey: service.key,
    serviceVersion: service.version,
    mode,
    longer: session.longer,
    startsAt: said(session.startsAt),
    endsAt: said(session.endsAt),
    until: said(session.until),
    matchedOn: service.key === 'lay-too-ed' ? ['ethnically-diverse'] : [],
    interpreter: [],
    adjustments: hex(sealAdjustments(key, id, booking.adjustments)),
    area: given(boards, 0.85)?.code ?? null,
    setting: given(frame.settings, 0.75),
    role: given(frame.roleGroups, 0.7),
    visitHash: hex(hashes.visit(id)),
    contactHashes: [client.email, ...(gavePhone ? [client.phone] : [])].map((contact) => hex(hashes.contact(contact))),
    verifiedAt: booking.verified ? said(booking.madeAt + 120_000) : null,
    madeAt: said(booking.madeAt),
    cancelledAt: booking.cancelledAt === null ? null : said(booking.cancelledAt),
    cancelledBy: booking.cancelledBy,
    name: hex(person.name),
    email: hexMaybe(person.email),
    phone: hexMaybe(person.phone),
    takesTexts: person.takesTexts,
    // The number to ring is kept for a day after the session.
    sessionPhone: session.endsAt + aDay > now.epochMilliseconds ? hexMaybe(person.phone) : null,
    changes: changes.map(({ sequence, what, at, startsAt }) => ({
      sequence,
      what,
      at: said(at),
      by: what === 'cancelled' ? booking.cancelledBy : 'client',
      startsAt: said(startsAt),
    })),
  }
}

const hex = (bytes: Buffer) => `\\x${bytes.toString('hex')}`
const hexMaybe = (bytes: Buffer | null) => bytes && hex(bytes)
