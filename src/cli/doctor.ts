import { statfs } from 'node:fs/promises'
import { operator, type Db } from '#lib/door'
import { instant, query, text } from '#lib/sql'
import type { Verb } from '#lib/verb'
import { integrity } from '#audit'
import { faultsIn, proveDiary, sessionsToRehome } from '#booking'
import { complaintsWaiting } from '#governance'
import { staffInRole } from '#identity'
import { jobHealth } from '#jobs'
import { mailTurnedAway } from '#notifications'
import { answersRead } from '#mailbox'
import type { Store } from '../config.ts'
import { lockFolder } from '../launch/lock.ts'
import { readRun } from '../launch/run-file.ts'
import { keepSecrets } from '../launch/secrets.ts'
import { archiveFinding, backupFindings } from './doctor-backup.ts'
import { keyFinding } from './doctor-keys.ts'
import { mailboxFindings } from './doctor-mailbox.ts'
import { finding, well, type Finding } from './finding.ts'

/** `doctor`: looks at what the product stands on and says, for each, whether it is well. */
export const doctorVerb = (store: Store): Verb => ({
  name: 'doctor',
  usage: 'doctor',
  help: `Looks at what the product stands on: this machine, its secrets, the database and the work that waits.
A line for each, beginning with ok or bad; exit status 1 when one is bad. Nothing is changed.`,
  async run(args, io, { db }) {
    if (args.length > 0) {
      io.err('usage: doctor')
      return 1
    }
    const address = runningAt(store)
    const findings = [
      well(address ? `running at ${address}` : 'not running'),
      runtime(),
      await space(store),
      secrets(store),
      ...(await database(db, address !== null)),
      await keyFinding(db, store, Temporal.Now.instant()),
      ...(await backupFindings(store, Temporal.Now.instant())),
      ...(store.databaseUrl === null ? [await db.withActor(operator, archiveFinding)] : []),
    ]
    for (const { ok, words } of findings) io.out(`${ok ? 'ok ' : 'bad'}  ${words}`)
    return findings.every(({ ok }) => ok) ? 0 : 1
  },
})

function runningAt({ dataDir }: Store): string | null {
  const lock = lockFolder(dataDir)
  lock?.release()
  return lock ? null : readRun(dataDir)?.address || null
}

const runtime = () =>
  finding(Number.parseInt(process.versions.node, 10) >= 26, `Node ${process.versions.node}`, 'start through npm')

async function space({ dataDir }: Store): Promise<Finding> {
  const { bavail, bsize } = await statfs(dataDir)
  const gigabytes = (bavail * bsize) / 1e9
  return finding(gigabytes >= 1, `${gigabytes.toFixed(1)} GB free for data`, 'make room')
}

function secrets({ dataDir }: Store): Finding {
  try {
    keepSecrets(dataDir)
    return well('secrets are there, and only for their owner')
  } catch (error) {
    return { ok: false, words: (error as Error).message }
  }
}

const about = query(
  { version: text, at: instant },
  `select current_setting('server_version') as version, clock_timestamp() as at`,
)

async function database(db: Db, running: boolean): Promise<Finding[]> {
  const { server, health, toRehome, proof, trail, complaints, leads, mail, answers } = await db.withActor(
    operator,
    async (tx) => ({
      server: await about.one(tx),
      health: await jobHealth(tx),
      toRehome: await sessionsToRehome(tx),
      proof: await proveDiary(tx),
      trail: await integrity(tx),
      complaints: (await complaintsWaiting.one(tx))!,
      leads: await staffInRole(tx, 'lead_ops'),
      mail: (await mailTurnedAway.one(tx))!,
      answers: await answersRead.one(tx),
    }),
  )
  const apart = Math.abs(Temporal.Now.instant().epochMilliseconds - (server?.at.epochMilliseconds ?? 0)) / 1_000
  return [
    well(`PostgreSQL ${server?.version}`),
    finding(
      apart < 5,
      `its clock and ours are ${apart.toFixed(1)} s apart`,
      'set both machines by the same time server',
    ),
    finding(!running || health.workers > 0, `${health.workers} workers heard from`, 'restart the product'),
    finding(
      health.oldestSeconds < 300,
      `${health.waiting} jobs wait, the oldest for ${health.oldestSeconds} s`,
      'see why',
    ),
    finding(faultsIn(proof) === 0, `diary: ${wrongIn(proof)}`, 'call the people who look after the product'),
    trailFinding(trail, running),
    finding(
      complaints.late.length === 0,
      `${complaints.waiting} complaints about data wait, late: ${complaints.late.join(', ') || 'none'}`,
      'governance acknowledges and answers them',
    ),
    finding(toRehome === 0, `${toRehome} sessions ahead whose coach is away or has left`, 'see rehome list'),
    finding(
      leads.length > 0,
      `${leads.length} accounts lead operations`,
      'nobody is told of sessions that nobody acknowledged, and of what is overdue',
    ),
    finding(
      mail.messages === 0,
      `${mail.messages} messages that the mail relay refuses to take from us`,
      'see user, password and from in SMTP_URL, and whether the relay knows this machine',
    ),
    ...mailboxFindings(answers, Temporal.Now.instant(), running),
    finding(health.dead === 0, `${health.dead} jobs failed for good`, 'look for the fault in the log'),
  ]
}

/** A checkpoint is made every 15 minutes; the first comes within 15 minutes of the first start. */
function trailFinding({ newest, lateWaiting }: Awaited<ReturnType<typeof integrity>>, running: boolean): Finding {
  const age = newest ? Temporal.Now.instant().since(newest).total('minutes') : 0
  const words = newest ? `trail: newest checkpoint ${age.toFixed(0)} minutes old` : 'trail: no checkpoint yet'
  if (lateWaiting > 100) return finding(false, `${words}, ${lateWaiting} entries wait to be written`, 'see the log')
  return finding(!running || age < 40, words, 'see whether CHECKPOINT_DIR can be written to')
}

const wrongIn = ({ claims, bookings, unclaimed, inAbsence, clients }: Awaited<ReturnType<typeof proveDiary>>) =>
  `${claims} claims and ${bookings} sessions that overlap, ${unclaimed} without a claim, ${inAbsence} booked into an absence, ${clients} of one client at once`
