import { anyone, openDb } from '#lib/door'
import { backRoutes, bookingRoutes, follow, makeAvailability, makeKeyHolds, proofMetrics, rehoming } from '#booking'
import { coachRoutes } from '#coaches'
import { commissioningRoutes } from '#commissioning'
import { enquiryRoutes } from '#enquiries'
import { governanceRoutes } from '#governance'
import { guards, makeSlowDown, recordDenied } from '#identity'
import { informationRoutes, keepHelp } from '#information'
import { jobHealth } from '#jobs'
import { outboxRoutes } from '#notifications'
import { peopleRoutes } from '#people'
import { privacyRoutes, signOutHere } from '#privacy'
import { recordRoutes } from '#records'
import { createMetrics, healthRoutes, leaveRoutes } from '#web'
import { castMembers } from '../seed/cast-members.ts'
import type { AppPorts } from './app-ports.ts'
import type { Settings } from './launch/settings.ts'

/** The rooms put together for the web process: their routes, who may use them, and how to start and stop them. */
export async function openApp(given: AppPorts) {
  const { db, clock, baseUrl, mailbox, leaves, demo, leaveTo, keys, care, vault, log, teamBaseUrl, oidc } = given
  const key = (name: keyof Settings['keys']) => Buffer.from(keys[name], 'base64url')
  const codeKey = key('codes')
  // Connections of its own: whoever waits for memory to be read anew may have a transaction open.
  const reading = openDb({ care }, { max: 2, onFault: (error) => log.fault('availability', error) })
  const availability = makeAvailability({ db: reading, clock })
  await availability.load()
  const unfollow = follow({ availability, login: care, clock, onFault: (error) => log.fault('availability', error) })
  const help = await keepHelp({ db, clock, onFault: (error) => log.fault('help', error) })
  const [phone, dutyPhone] = [() => help.last().phone, () => help.last().dutyPhone]
  const freed = (ids: readonly string[]) => availability.refresh(ids).catch((error) => log.fault('availability', error))
  const metrics = createMetrics()
  const ports = { db, clock, baseUrl, mailbox, codeKey, vault, contactKey: key('contacts') }
  const routes = [
    ...(await bookingRoutes({
      ...ports,
      availability,
      random: Math.random,
      keyHolds: makeKeyHolds({ clock }),
      linkKey: key('links'),
      answersKey: key('answers'),
      repliesKey: key('replies'),
      textSender: demo || leaves.texts,
      phone,
      dutyPhone,
      slowDown: makeSlowDown({ clock }),
    })),
    ...coachRoutes({ ...ports, phone, rehoming }),
    ...enquiryRoutes(ports),
    ...governanceRoutes({ db, vault, secret: key('concerns'), dutyPhone, log }),
    ...informationRoutes({ ...ports, help }),
    ...commissioningRoutes({ db }),
    ...peopleRoutes({ ...ports, teamBaseUrl, oidc, cast: castMembers }),
    ...privacyRoutes({ ...ports, publicKey: given.checkpoint.publicKey }),
    ...recordRoutes({ ...ports, erase: given.erase, freed }),
    ...outboxRoutes({ db, leaves, outboxKey: key('outbox') }),
    ...backRoutes({ ...ports, texts: given.texts }),
    ...leaveRoutes({ leaveTo, signOut: (visit) => signOutHere({ db }, visit) }),
    ...healthRoutes({
      metrics,
      ready: async () => (await db.withActor(anyone, jobHealth)).workers > 0,
      more: () => db.withActor(anyone, proofMetrics),
    }),
  ]
  const stop = async () => {
    help.stop()
    await unfollow()
    await reading.close()
  }
  return {
    routes,
    guards: guards({ db, clock, demo }),
    denied: recordDenied(db),
    metrics,
    standing: help.last,
    leaveTo,
    stop,
  }
}
