import { setTimeout } from 'node:timers/promises'
import type { Clock } from '#lib/clock'
import { worker, type Db } from '#lib/door'
import type { Tx } from '#lib/sql'
import { keepCheckpoints, privateKeyOf, writeLate } from '#audit'
import {
  acknowledgeRound,
  askCoverOf,
  afterCameBack,
  bookingRenderers,
  coverRound,
  keepProof,
  mailInstead,
  outcomeTasks,
  ownEntries,
  readAnswers,
  recoveryRound,
  releaseUnverified,
  soonerRound,
  tidy,
  toLookAt,
} from '#booking'
import { calendarRound } from '#coaches'
import { makeDueEdition } from '#commissioning'
import { forgetEnquiries } from '#enquiries'
import {
  mailCheckpoint,
  mailOverdue,
  mailUnread,
  overdueRenderers,
  replyRenderers,
  settleConcerns,
  tellHowMany,
  tellOfReplies,
  trailRenderers,
  unreadRenderers,
} from '#governance'
import { purgeIdentity } from '#identity'
import type { JobLog } from '#jobs'
import { cameBack, forgetMessages, mailboxOf, messageHandlers, messageRound, openSenders } from '#notifications'
import { peopleRenderers } from '#people'
import { openTask } from '#tasks'
import { destroyPast, recordRenderers, type RecordPorts } from '#records'
import { askedAtOnce, type KeyHolder } from '#vault'
import { accountHandlers, accountRenderers } from '#privacy'
import type { Settings } from './launch/settings.ts'

export type HandlerPorts = { db: Db; clock: Clock; log: JobLog; vault: KeyHolder; erase: RecordPorts['erase'] } & Pick<
  Settings,
  | 'baseUrl'
  | 'teamBaseUrl'
  | 'smtpUrl'
  | 'texts'
  | 'mailbox'
  | 'demo'
  | 'keys'
  | 'checkpoint'
  | 'checkpointDir'
  | 'checkpointMail'
>

/** Everything that a worker does: work by its kind, and rounds; and how to let go of what it holds open. */
export function openHandlers({
  db,
  clock,
  log,
  vault,
  erase,
  baseUrl,
  teamBaseUrl,
  smtpUrl,
  texts,
  mailbox: account,
  demo,
  keys,
  ...trail
}: HandlerPorts) {
  const checkpointKey = privateKeyOf(trail.checkpoint.secret!)
  const key = (name: keyof Settings['keys']) => Buffer.from(keys[name], 'base64url')
  const codeKey = key('codes')
  const { senders, close } = openSenders({ baseUrl, smtpUrl, texts, demo, outboxKey: key('outbox') }, db, log)
  const textSender = senders.text !== null
  const renderers = {
    ...bookingRenderers({
      baseUrl,
      vault: askedAtOnce(vault),
      linkKey: key('links'),
      codeKey,
      mailbox: mailboxOf({ baseUrl, smtpUrl }),
      teamBaseUrl,
      textSender,
    }),
    ...trailRenderers(trail.checkpointMail),
    ...overdueRenderers(teamBaseUrl ?? baseUrl),
    ...unreadRenderers(teamBaseUrl ?? baseUrl),
    ...replyRenderers(teamBaseUrl ?? baseUrl),
    ...peopleRenderers({ codeKey, origin: teamBaseUrl ?? baseUrl }),
    ...recordRenderers({ vault: askedAtOnce(vault) }),
    ...accountRenderers({ baseUrl, codeKey, vault: askedAtOnce(vault) }),
  }
  const delivery = { db, renderers, senders, log, pause: setTimeout }
  const handlers = {
    ...messageHandlers(delivery),
    ...accountHandlers({
      db,
      clock,
      vault,
      linkKey: key('links'),
      contactKey: key('contacts'),
      textSender,
    }),
    [cameBack]: afterCameBack({ db, clock, textSender: senders.text !== null }),
    'mailbox-read': () =>
      readAnswers({ db, clock, log, vault, contactKey: key('contacts'), account }).finally(() =>
        mailUnread({ db, clock }),
      ),
    [toLookAt]: tellOfReplies({ db, clock }),
    'replies-waiting': () => tellHowMany({ db, clock }),
    'identity-purge': () => db.withActor(worker, purgeIdentity),
    'enquiry-purge': async () => void (await db.withActor(worker, forgetEnquiries)),
    'booking-release': async () => void (await releaseUnverified({ db, clock, textSender })),
    'coach-instead': async () => void (await mailInstead({ db, clock })),
    'booking-tidy': () => tidy({ db }),
    'task-overdue': () => mailOverdue({ db, clock }),
    'outcome-tasks': () => outcomeTasks({ db, clock }),
    'message-purge': () => db.withActor(worker, forgetMessages),
    'audit-late': () => db.withActor(worker, writeLate),
    'audit-checkpoint': () => keepCheckpoints({ db, key: checkpointKey, folder: trail.checkpointDir }),
    'checkpoint-mail': () => mailCheckpoint({ db, clock }, trail.checkpointMail),
    'diary-proof': () => keepProof(db, log),
    'record-retention': async () => void (await destroyPast({ db, log, erase })),
    'concern-settle': () => settleConcerns({ db, vault, secret: key('concerns') }),
    'key-dump': () => vault.dump(),
    'edition-make': () => makeDueEdition({ db, clock }),
  }
  const recovering = { db, clock, log, random: Math.random, textSender }
  const offerCover = async (tx: Tx, bookingId: string) => {
    await openTask(tx, { kind: 're-home', bookingId, dueAt: clock().add({ minutes: 10 }) })
    await askCoverOf(tx, bookingId)
  }
  const acknowledging = acknowledgeRound({ db, clock, log, offerCover })
  const calendars = calendarRound({ db, clock, log, key: key('calendars'), ownEntries })
  // Two of each, so that one slow relay holds up no other message, and one slow calendar no other.
  const sooner = soonerRound({ db, clock, log, random: Math.random })
  const once = [recoveryRound(recovering), coverRound(recovering), acknowledging, sooner]
  const rounds = [messageRound(delivery), messageRound(delivery), calendars, calendars, ...once]
  return { handlers, rounds, close }
}
