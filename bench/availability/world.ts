import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '#lib/clock'
import { openDb, zones, type Zone } from '#lib/door'
import { openClient, type Login } from '#lib/pool'
import { loginOf } from '#lib/roles'
import { layReference } from '../../seed/reference.ts'
import { makeAvailability } from '../../src/booking/availability/live.ts'
import { startTestServer } from '../../testing/server.ts'
import { layPool } from './lay-pool.ts'

/** Runs work with a database server of its own, gone afterwards. Its pools of coaches are made one after another. */
export async function withPools(work: (open: (coaches: number) => Promise<PoolWorld>) => Promise<void>): Promise<void> {
  const folder = join(tmpdir(), `lay-bench-${process.pid}`)
  const { server, cluster } = await startTestServer(folder)
  try {
    await work((coaches) => openPool(server.admin, server.template, coaches))
  } finally {
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

export type PoolWorld = Awaited<ReturnType<typeof openPool>>

/** A database with this many coaches, and availability that knows them. */
async function openPool(admin: Login, template: string, coaches: number) {
  const database = `bench_${coaches}`
  const maker = openClient(admin)
  await maker.connect()
  await maker.query(`create database ${database} template ${template} owner lay_owner`)
  await maker.end()
  const login = { ...admin, database }
  const owner = openClient(login)
  await owner.connect()
  await layReference(owner)
  await layPool(owner, { coaches, service: 'lay-too', claimsADay: coaches > 1_000 ? 2 : 4, always: false })
  const logins = Object.fromEntries(
    zones.map((zone) => [zone, { ...login, user: loginOf(zone), password: zone }]),
  ) as Record<Zone, Login>
  const db = openDb(logins, { max: 2, statementSeconds: 60, onFault: (error) => console.error(error.message) })
  const availability = makeAvailability({ db, clock: systemClock })
  await availability.load()
  const service = availability.services().find(({ key }) => key === 'lay-too')!
  const close = async () => {
    await db.close()
    await owner.end()
  }
  return { availability, service, owner, close }
}
