import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { keepNotes, writeGoal, writeNote } from '#coaching'
import { raiseConcern } from '#governance'
import { engage } from '../../testing/engaged.ts'
import type { Actor } from './actors.ts'
import { someBrowser } from './book.ts'
import { chooseWays } from '../../src/coaches/told/ways.ts'
import { keepAddress } from '../../src/coaches/own-calendar/keep.ts'
import { takeText } from '../../src/booking/replies/take.ts'
import { coachActor } from '../../testing/staff.ts'
import { stillKeys } from '../whole.ts'
import { answered, clients, coaches, complaints, said, texted, withCalendar } from './people.ts'
import type { World } from './world.ts'

/** Goals, notes, concerns, complaints and answers of some, and what coaches gave of themselves: each by the product's own verb. */
export async function sayEverything(world: World, actors: readonly Actor[]): Promise<void> {
  const { db, admin, vault } = world
  const named = (name: string) => actors.find((actor) => actor.name === name)!
  for (const { letter, goal, shared, note, concern } of said) {
    const client = named(`client ${letter}`).door[0]!
    const coachId = clients.find((one) => one.letter === letter)!.coach
    const coach = named(`coach ${coaches.indexOf(coachId as (typeof coaches)[number]) + 1}`).door[0]!
    const clientId = client.account!
    await engage(admin, clientId, coachId)
    await writeGoal({ db, vault }, { actor: client, clientId, text: goal, shared: false })
    await writeGoal({ db, vault }, { actor: client, clientId, text: shared, shared: true })
    await db.withActor(coach, (tx) => keepNotes(tx, coachId, true))
    const wrote = await writeNote({ db, vault }, { actor: coach, clientId, text: note, requestId: null })
    assert.equal(wrote.kind, 'written')
    await raiseConcern({ db, secret: world.concernSecret }, null, {
      id: randomUUID(),
      level: 4,
      theme: 'harm-to-self',
      coachId,
      bookingId: null,
      ...concern,
    })
  }
  const key = (name: 'contacts' | 'calendars') => Buffer.from(stillKeys[name], 'base64url')
  for (const { letter, phone, words } of answered)
    await takeText(
      { db, clock: world.clock, vault, contactKey: key('contacts') },
      { named: `answer of ${letter}`, from: phone, words: `${words}, I am late` },
    )
  const byCoach = (id: string) => ({ actorKind: 'coach' as const, actorId: id })
  await db.withActor(await coachActor(admin, texted.id), (tx) =>
    chooseWays(tx, vault, texted.id, { mail: true, text: { phone: `+44${texted.digits}` } }, byCoach(texted.id)),
  )
  await db.withActor(await coachActor(admin, withCalendar.id), (tx) =>
    keepAddress(tx, withCalendar.id, new URL(withCalendar.address), {
      key: key('calendars'),
      by: byCoach(withCalendar.id),
      now: world.clock(),
    }),
  )
  for (const { words, email } of complaints) {
    const reply = await someBrowser(world).ask('POST', '/data-complaint', {
      words: `${words} was shown to others`,
      email,
    })
    assert.equal(reply.statusCode, 200)
  }
}
