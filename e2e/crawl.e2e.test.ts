import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { staffRoles } from '#web'
import { verbs } from '../src/audit/verbs.ts'
import { toldApart } from './crawl/alike.ts'
import { acts, formOf, idCount, looks, misspelt, type Ask } from './crawl/asks.ts'
import { atRest, walNow } from './crawl/at-rest.ts'
import { inMessages, inTables, nothingIn } from './crawl/channels.ts'
import { startCrawl } from './crawl/crawl.ts'
import { throughDoors } from './crawl/doors.ts'
import { canaries, clients } from './crawl/people.ts'
import { declared } from './crawl/declared.ts'
import { duty, glass } from './crawl/openings.ts'
import { planted, plantedLast, type Planted } from './crawl/planted.ts'
import { ask, nothingSeen, walk, wordsOf, type Leak } from './crawl/walk.ts'

/**
 * Nobody sees what is not theirs: every route, asked by everybody, of everything that they could name; then every other
 * way in which the product says or keeps something. What may be seen is read from the matrix.
 */
const crawl = await startCrawl()
const { world, actors, ids, search, shared } = crawl
const { routes, server, admin } = world
const since = await walNow(admin)
const seen = nothingSeen()
const found: Leak[] = []
const none = (leaks: readonly Leak[]) => {
  found.push(...leaks)
  assert.deepEqual([...new Set(leaks.map(wordsOf))].slice(0, 30), [])
}
const walked = async (asks: readonly Ask[]) => {
  await walk({ server, search, seen, shared }, asks)
  none(seen.leaks.splice(0))
}

const { first, last } = acts(routes, actors, ids)
await world.handlers['messages-due']()

describe('nobody sees what is not theirs', () => {
  it('in any answer to looking', () => walked(looks(routes, actors, ids)))
  it('however a path is spelt', () => walked(misspelt(routes, actors, ids)))
  it('nor learns from a difference', async () => none(await toldApart(server, routes, actors[0]!, ids)))
  it('through the doors of the database', async () => none(await throughDoors(world, actors, canaries, shared)))
})

describe('every route', () => {
  it('is said to show which kinds of data, and what is recorded where staff read them', () => {
    assert.deepEqual(
      routes.map(({ path }) => path).filter((path) => declared(path) === null),
      [],
    )
    for (const { path, may } of routes) {
      const { shows, records } = declared(path)!
      const read = shows.length > 0 && staffRoles.some((role) => role === may)
      assert.ok(!read || records.length > 0, `${path} shows staff somebody's data and records nothing`)
      for (const verb of records) assert.ok(Object.hasOwn(verbs, verb), `${path} records ${verb}`)
    }
  })
})

let caught = 0
const finds = (leaksPlanted: readonly Planted[]) => {
  for (const { what, client, row, find } of leaksPlanted)
    it(what, async () => {
      const leaks = await find(crawl)
      assert.ok(
        leaks.some((leak) => leak.client === client && leak.row === row),
        `${leaks.length} leaks, none of ${row} of client ${client}: ${leaks.slice(0, 3).map(wordsOf).join('; ')}`,
      )
      caught++
    })
}
describe('the crawl finds', () => finds(planted))

describe('nobody sees what is not theirs, whatever is done', () => {
  it('but a name to operations, for a task with a reason, and no other', async () => {
    const actor = actors.find(({ name }) => name === 'lead_ops')!
    const post = (url: string): Ask => {
      const route = { path: '/team/operations/reveals/:id', may: 'lead_ops' } as const
      return { actor, route, method: 'POST', url, body: formOf({}), asked: null }
    }
    const made = await ask(server, post(`/team/operations/sessions/${ids.bookings.get('a')}/reveals`))
    const task = post(String(made.headers.location))
    await walked([{ ...task, method: 'GET' }])
    actor.reader.revealed.add('a')
    await walked([task])
    assert.ok(seen.rightly.has('lead_ops: client name and contact'))
  })
  it('but an answer to a text to operations, for a reason, and no other', async () => {
    const { rows } = await admin.query<{ id: string }>(`select id from reply where kind = 'words'`)
    const path = '/team/operations/replies/:id'
    const read = (name: string): Ask => ({
      actor: actors.find((actor) => actor.name === name)!,
      route: { path, may: 'lead_ops' },
      method: 'POST',
      url: path.replace(':id', rows[0]!.id),
      body: formOf({ reason: 'answer' }),
      asked: null,
    })
    const lead = read('lead_ops')
    await walked(['governance', 'coach 1', 'rota of kestrel', 'client a'].map(read))
    lead.actor.reader.revealed.add('b')
    await walked([lead])
    lead.actor.reader.revealed.delete('b')
    assert.ok(seen.shown.get(path)?.has('client name and contact'))
  })
  for (const [what, opens, rightly] of [
    ['a record behind glass, to whoever asked and while it is open', glass, ['governance: coach private notes']],
    [
      'whom a concern is about, to whoever has the duty',
      duty,
      ['duty_lead: escalation', 'duty_lead: client name and contact'],
    ],
  ] as const)
    it(`but ${what}`, async () => {
      const { asks, open, others, close } = await opens(crawl)
      await walked([...asks, ...others])
      for (const each of rightly) assert.ok(!seen.rightly.has(each), `${each}, before`)
      await open()
      await walked([...others, ...asks])
      for (const each of rightly) assert.ok(seen.rightly.has(each), each)
      await close()
      await walked([...asks, ...others])
    })
  it('in any answer to acting', () => walked(first))
  it('as somebody who is still signed in until then', async () => {
    for (const actor of actors.filter(({ door: [door] }) => door?.claim?.startsWith('session:'))) {
      const path = actor.staffId === null ? '/you' : '/team/account'
      const url = { actor, route: { path, may: 'anyone' }, method: 'GET', url: path, asked: null } as const
      assert.equal((await ask(server, url)).statusCode, 200, actor.name)
    }
  })
  it('in any answer to what ends a session', () => walked(last))

  it('in a mail, a text or a calendar', async () => {
    await world.handlers['messages-due']()
    await world.setNow(world.clock().add({ hours: 1 }))
    await world.handlers['messages-due']()
    const messages = await world.outbox()
    assert.ok(messages.length > clients.length * 3, `${messages.length} messages`)
    none(inMessages(search, messages))
  })
  it('in the log or the metrics', async () => {
    assert.ok(world.lines.length > seen.requests)
    none(nothingIn(search, world.lines.join(''), 'the log'))
    none(nothingIn(search, world.app.metrics.text(), 'the metrics'))
  })
  it('in a job, the trail, or any table', async () => none(await inTables(search, admin)))
  it('in the files and the log of the database', async () => none(await atRest(canaries, admin, since)))

  it('and no route shows a kind of data that it is not said to show', () => {
    const undeclared = [...seen.shown].flatMap(([path, rows]) =>
      [...rows].filter((row) => !declared(path)?.shows.some((one) => one === row)).map((row) => `${path} shows ${row}`),
    )
    assert.deepEqual(undeclared, [])
  })
  it('and what is theirs they do see', () => {
    for (const rightly of [
      'client: client name and contact',
      'client: booking time and mode',
      'client: goals and actions text',
      'coach: client name and contact',
      'key: booking time and mode',
      'lead_ops: booking time and mode',
      'governance: booking time and mode',
      'governance: data complaint',
      'governance: escalation',
    ])
      assert.ok(seen.rightly.has(rightly), rightly)
  })
})

describe('the crawl finds what was written down', () => {
  finds(plantedLast)

  it('and says how much was asked', (test) => {
    const all = planted.length + plantedLast.length
    const size = `${routes.length} routes × ${actors.length} actors × ${idCount(ids)} ids, ${seen.requests} requests`
    test.diagnostic(`crawl: ${size}, ${found.length} leaks; ${caught} of ${all} planted leaks caught`)
    assert.ok(caught >= 20)
    assert.equal(caught, all)
  })
})
