import { anyone } from '#lib/door'
import { backRoutes, bookingRoutes, makeKeyHolds, openDesk, ownEntries, proofMetrics, rehoming } from '#booking'
import { coachRoutes } from '#coaches'
import { commissioningRoutes } from '#commissioning'
import { enquiryRoutes } from '#enquiries'
import { deskRoutes, governanceRoutes } from '#governance'
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
import { keepAvailability } from './keep-availability.ts'
import type { Settings } from './launch/settings.ts'

/** The rooms put together for the web process: their routes, who may use them, and how to start and stop them. */
export async function openApp(given: AppPorts) {
  const { db, clock, baseUrl, mailbox, leaves, demo, leaveTo, keys, care, vault, log, teamBaseUrl, oidc } = given
  const key = (name: keyof Settings['keys']) => Buffer.from(keys[name], 'base64url')
  const codeKey = key('codes')
  const { availability, freed, stop } = await keepAvailability({ care, clock, log })
  const help = await keepHelp({ db, clock, demo, onFault: (error) => log.fault('help', error) })
  const { last } = help
  const said = { phone: () => last().phone, dutyPhone: () => last().dutyPhone, plain: () => last().plain }
  const metrics = createMetrics()
  const textSender = demo || leaves.texts
  const ports = { db, clock, baseUrl, mailbox, codeKey, vault, contactKey: key('contacts'), textSender }
  const booking = {
    ...ports,
    availability,
    random: Math.random,
    keyHolds: makeKeyHolds({ clock }),
    linkKey: key('links'),
    answersKey: key('answers'),
    repliesKey: key('replies'),
    workplaceKey: key('calendars'),
    ...said,
    slowDown: makeSlowDown({ clock }),
  }
  const routes = [
    ...(await bookingRoutes(booking)),
    ...deskRoutes({ db, desk: await openDesk(booking) }),
    ...coachRoutes({ ...ports, ...said, rehoming, ownEntries, calendarKey: key('calendars') }),
    ...enquiryRoutes(ports),
    ...governanceRoutes({ db, vault, secret: key('concerns'), ...said, log }),
    ...informationRoutes({ ...ports, help, demo }),
    ...commissioningRoutes({ db }),
    ...peopleRoutes({ ...ports, teamBaseUrl, oidc, cast: castMembers }),
    ...privacyRoutes({ ...ports, publicKey: given.checkpoint.publicKey }),
    ...recordRoutes({ ...ports, erase: given.erase, freed }),
    ...outboxRoutes({ db, leaves, outboxKey: key('outbox') }),
    ...backRoutes({ ...ports, texts: given.texts, mailReceipts: given.mailReceipts }),
    ...leaveRoutes({ leaveTo, signOut: (visit) => signOutHere({ db }, visit) }),
    ...healthRoutes({
      metrics,
      ready: async () => (await db.withActor(anyone, jobHealth)).workers > 0,
      more: () => db.withActor(anyone, proofMetrics),
    }),
  ]
  const stopAll = async () => {
    help.stop()
    await stop()
  }
  return {
    routes,
    guards: guards({ db, clock, demo }),
    denied: recordDenied(db),
    metrics,
    standing: help.last,
    leaveTo,
    stop: stopAll,
  }
}
