import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { openLog } from '#web'
import { layDemoProgramme, layReference } from '../../seed/reference.ts'
import { openHandlers } from '../../src/handlers.ts'
import { freshDatabase } from '../../testing/database.ts'
import { erasingHere } from '../../testing/erasing.ts'
import { keysFor } from '../../testing/keys.ts'
import { layCoach } from '../../testing/world.ts'
import { makeOutbox } from '../outbox.ts'
import { baseUrl, checkpoint, stillKeys, wholeProduct } from '../whole.ts'
import { coaches, employers, withCalendar } from './people.ts'

/** A Tuesday morning, with coaches at work; it stands still but where it is moved on. */
const start = Temporal.Instant.from('2026-11-24T10:07:00Z')

/** The whole product over a world of its own: two providers with a coach each, two employers, nobody booked yet. */
export async function crawlWorld() {
  const database = await freshDatabase()
  const { db, admin, logins, setClock } = database
  const { holder: vault } = await keysFor(database)
  let now = start
  const clock = () => now
  const setNow = async (to: Temporal.Instant) => {
    now = to
    await setClock(to)
  }
  await setNow(start)
  await layReference(admin)
  await layDemoProgramme(admin)
  await admin.query(
    `insert into provider (key, name, lead) values ('kestrel', 'Kestrel Coaching', true), ('wren', 'Wren Coaching', false)`,
  )
  for (const id of coaches) await layCoach(admin, { id })
  await layCoach(admin, { id: withCalendar.id, services: ['lay-career'] })
  await admin.query(`update coach set provider_id = (select id from provider where key = 'wren') where id = $1`, [
    coaches[1],
  ])
  for (const [n, name] of employers.entries())
    await admin.query(
      `insert into workplace (code, name, town, postcode, board_code, place_code, setting_key, status, words)
       select $1, $2, 'Town', 'TS18 1HU', b.code, '16C', s.key, 'active', to_tsvector('simple', $2)
         from (select code from board order by code limit 1) b, (select key from setting order by key limit 1) s`,
      [`ZZ${n}01`, name],
    )
  const lines: string[] = []
  const log = openLog({ write: (line) => lines.push(line) })
  const { app, server, routes } = await wholeProduct({ db, logins, vault, clock, log })

  const checkpointDir = mkdtempSync(join(tmpdir(), 'lay-crawl-'))
  after(() => rmSync(checkpointDir, { recursive: true, force: true }))
  const { handlers, close } = openHandlers({
    db,
    clock,
    log: log.info,
    baseUrl,
    teamBaseUrl: null,
    smtpUrl: null,
    texts: null,
    mailbox: null,
    demo: true,
    keys: stillKeys,
    vault,
    checkpoint,
    checkpointDir,
    checkpointMail: null,
    erase: erasingHere(clock).erase,
  })
  after(close)
  return {
    ...database,
    vault,
    clock,
    setNow,
    app,
    server,
    routes,
    lines,
    log,
    handlers,
    ...makeOutbox(admin, Buffer.from(stillKeys.outbox, 'base64url')),
    codeKey: Buffer.from(stillKeys.codes, 'base64url'),
    concernSecret: Buffer.from(stillKeys.concerns, 'base64url'),
  }
}

export type World = Awaited<ReturnType<typeof crawlWorld>>
