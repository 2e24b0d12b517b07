import type * as pgBoss from 'pg-boss'
import { lazily } from '#lib/lazy'
import type { Login } from '#lib/pool'
import { programmeZone } from '#lib/time'
import { doBatch, faultOf, type Handler } from './batch.ts'
import { drainMillis, type JobLog, type Workers } from './ports.ts'
import { startRound, type Round } from './round.ts'
import type { Timed } from './schedule.ts'

export type WorkerPorts = {
  /** The login of the zone `work`. */
  login: Login
  /** One for every kind of work; each kind's queue comes from a migration. */
  handlers: Readonly<Record<string, Handler>>
  /** Work that comes round by itself; what an earlier version scheduled and this one does not is taken off. */
  schedule: readonly Timed[]
  /** Work that is found where it stands; see startRound. */
  rounds?: readonly Round[]
  log: JobLog
  /** How often to look for workers that have died. */
  monitorSeconds?: number
}

const batchSize = 50

/**
 * Starts this process's workers; throws when a timed kind has no handler or a kind has no queue. `stop` waits up to
 * 15 seconds for work in hand and gives the rest back.
 */
export async function startWorkers({
  login,
  handlers,
  schedule,
  rounds = [],
  log,
  monitorSeconds = 10,
}: WorkerPorts): Promise<Workers> {
  const orphan = schedule.find(({ kind }) => !handlers[kind])
  if (orphan) throw new Error(`Nothing handles the timed work ${orphan.kind}`)
  const boss = openBoss(login, monitorSeconds)
  boss.on('error', (error) => log('jobs.fault', { fault: faultOf(error) }))
  boss.on('warning', () => log('jobs.warning', {}))
  await boss.start()
  try {
    await layTimetable(boss, schedule)
    for (const [kind, handler] of Object.entries(handlers)) {
      await hire(
        boss,
        kind,
        handler,
        schedule.some((timed) => timed.kind === kind),
        log,
      )
    }
  } catch (error) {
    await boss.stop({ graceful: false })
    throw error
  }
  const queues: Workers = { stop: () => boss.stop({ graceful: true, timeout: drainMillis }) }
  const all = [queues, ...rounds.map(startRound)]
  return { stop: async () => void (await Promise.all(all.map((each) => each.stop()))) }
}

const library = lazily<typeof pgBoss>('pg-boss')

function openBoss(login: Login, monitorSeconds: number): pgBoss.PgBoss {
  const { ssl, ...where } = login
  return new (library().PgBoss)({
    ...where,
    ...(ssl ? { ssl: true } : {}),
    max: 4,
    application_name: 'lay_work',
    connectionTimeoutMillis: 2_000,
    options: '-c role=lay_worker -c timezone=UTC -c statement_timeout=30s -c lock_timeout=5s',
    schema: 'pgboss',
    migrate: false,
    createSchema: false,
    reindex: false,
    monitorVacuum: false,
    superviseIntervalSeconds: monitorSeconds,
    monitorIntervalSeconds: monitorSeconds,
    maintenanceIntervalSeconds: 300,
    instanceHeartbeatSeconds: 10,
    cronMonitorIntervalSeconds: 5,
    cronWorkerIntervalSeconds: 1,
    flowIntervalSeconds: 600,
  })
}

async function layTimetable(boss: pgBoss.PgBoss, schedule: readonly Timed[]) {
  for (const { name } of await boss.getSchedules()) {
    if (!schedule.some(({ kind }) => kind === name)) await boss.unschedule(name)
  }
  for (const { kind, cron } of schedule) await boss.schedule(kind, cron, null, { tz: programmeZone, missed: 'once' })
}

/** Asked work is looked for twice a second by two workers, so that one slow batch holds up nobody; timed work by one. */
async function hire(boss: pgBoss.PgBoss, kind: string, handler: Handler, timed: boolean, log: JobLog) {
  if (!(await boss.getQueue(kind))) throw new Error(`No migration made a queue for the work ${kind}`)
  const options = {
    perJobResults: true,
    batchSize: timed ? 1 : batchSize,
    localConcurrency: timed ? 1 : 2,
    pollingIntervalSeconds: timed ? 2 : 0.5,
    burstWhenBatchFull: true,
  } as const
  await boss.work<{ ids?: string[] } | null, unknown, typeof options>(kind, options, async (jobs) => {
    const outcomes = await doBatch(handler, jobs)
    for (const outcome of outcomes) if (outcome.status === 'failed') log('jobs.failed', { kind, ...outcome.output })
    return outcomes
  })
}
