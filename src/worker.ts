import { systemClock } from '#lib/clock'
import { openDb } from '#lib/door'
import { schedule, startWorkers, type JobLog } from '#jobs'
import { openLog } from '#web'
import { openHandlers } from './handlers.ts'
import { comeAfterPeople } from './launch/come-after.ts'
import { erasing } from './launch/erasing.ts'
import { openKeyHolder } from './launch/key-holder.ts'
import { endWhenAsked, settingsFromLauncher, tellReady } from './launch/settings.ts'

/** The worker process: settings from the launcher, then whatever is due. */
const settings = await settingsFromLauncher()
const log = openLog(process.stderr)
const db = openDb(settings.logins, { max: 12, onFault: (error) => log.fault('database', error) })
const say: JobLog = (event, facts) => log.info(event, facts)
const vault = openKeyHolder(settings, { db, clock: systemClock, alarm: log.info })
const { handlers, rounds, close } = openHandlers({
  ...settings,
  db,
  clock: systemClock,
  log: say,
  vault,
  erase: erasing(settings, systemClock),
})
await comeAfterPeople()
const workers = await startWorkers({ login: settings.logins.work!, handlers, rounds, schedule, log: say })
tellReady()
endWhenAsked(async () => {
  await workers.stop()
  close()
  await vault.close()
  await db.close()
})
