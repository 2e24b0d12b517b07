export type { Channel, Message, Planned, Recipient } from './kinds.ts'
export { forgetMessages, plan } from './plan.ts'
export { mailTurnedAway, plannedFor } from './queries.ts'
export { afterQuietHours, canWait, outsideQuietHours, reminders, type Reach, type Reminder } from './reminders.ts'
export { TooMany } from './rendered.ts'
export type { Handed, Mail, Method, Rendered, Renderer, Sender, Senders, Text } from './rendered.ts'
export { cameBack, messageHandlers, messageRound, sendAbout, sendDue, type DeliveryPorts } from './deliver.ts'
export { messageHealth, type MessageHealth } from './health.ts'
export type { TextAccount } from './senders/text/account.ts'
export { openSenders, type OpenSenders } from './senders/open.ts'
export { isAddress, mailboxOf, type Mailbox } from './mailbox.ts'
export { calendarEntry, type Entry } from './calendar/entry.ts'
export { busyFeed, feedUid, type BusyBlock } from './calendar/feed.ts'
export type { Appointment, Mode } from './words/facts.ts'
export type { Letter } from './words/letter.ts'
export {
  alternatives,
  alternativesText,
  calendarWords,
  cancelled,
  cancelledText,
  confirmation,
  confirmationText,
  missed,
  missedText,
  moved,
  movedText,
  moveLink,
  moveLinkText,
  reassigned,
  reassignedText,
  reminder,
  reminderText,
  sooner,
  soonerText,
  soonText,
  stands,
  standsText,
  type Booked,
  type CancelledBy,
  type Choice,
  type Gone,
  type Sooner,
} from './words/client.ts'
export {
  changeAsked,
  changeAskedText,
  changeDone,
  changeDoneText,
  changeTried,
  changeTriedText,
  newOnPage,
  newOnPageText,
} from './words/account.ts'
export { code, codeText, keep, keepText, type ToKeep } from './words/codes.ts'
export {
  coachAway,
  coachAwayText,
  coachCancelled,
  coachCancelledText,
  coachDeclined,
  coachDeclinedText,
  coachLetGo,
  coachLetGoText,
  coachKeeps,
  coachKeepsText,
  coachMissed,
  coachMissedText,
  coachMoved,
  coachMovedText,
  coachNew,
  coachNewText,
  coachPassed,
  coachPassedText,
  type CoachSession,
} from './words/coach.ts'
export {
  arrival,
  invitation,
  manyToLookAt,
  newWayIn,
  recoveryAgreed,
  recoveryAsked,
  recoveryUsed,
  stopped,
  toLookAtNow,
  trailLine,
  unanswered,
} from './words/staff.ts'
export { complaintKept } from './words/complaint.ts'
export { assertNeutral, unapproved, vocabulary } from './words/neutral.ts'
export { mailReceiptsOf, type MailReceipts } from './back/mail/account.ts'
export { messageNamed } from './back/mail/rules.ts'
export { undelivered } from './back/undelivered.ts'
export { receiptRoutes } from './back/routes.ts'
export { notifyReply, twilioReply, type Reply } from './back/rules.ts'
export { isByNotify, isByTwilio } from './back/signed.ts'
export { outboxRoutes } from './outbox/routes.ts'
export type { Leaves } from './outbox/page.ts'
