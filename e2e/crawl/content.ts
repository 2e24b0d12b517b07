import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { keepNotes, writeGoal, writeNote } from '#coaching'
import { raiseConcern } from '#governance'
import { engage } from '../../testing/engaged.ts'
import type { Actor } from './actors.ts'
import { someBrowser } from './book.ts'
import { clients, coaches, complaints, said } from './people.ts'
import type { World } from './world.ts'

/** Goals, notes, concerns and complaints of some: each written by the verb that the product writes it by. */
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
  for (const { words, email } of complaints) {
    const reply = await someBrowser(world).ask('POST', '/data-complaint', {
      words: `${words} was shown to others`,
      email,
    })
    assert.equal(reply.statusCode, 200)
  }
}
