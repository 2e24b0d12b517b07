export { makeAvailability, type Availability, type KnownCoach } from './availability/live.ts'
export { ownEntries } from './calendar.ts'
export { follow } from './availability/follow.ts'
export { makeKeyHolds } from './key-holds.ts'
export { hashToken, visitToken } from './links.ts'
export { bookingRoutes, openDesk } from './served.ts'
export { mailInstead } from './messages/instead.ts'
export { backRoutes } from './replies/routes.ts'
export { atAnyTime, sayAtAnyTime } from './any-time.ts'
export { readAnswers } from './replies/mailbox.ts'
export { toLookAt } from './replies/take.ts'
export { closeReply, tellReply } from './replies/queries.ts'
export { openReply } from './replies/sealed.ts'
export { isReplyOutcome, replyOutcomes, replyOutcomeWords, type ReplyOutcome } from './replies/rules.ts'
export { bookingRenderers } from './messages/render.ts'
export { afterCameBack } from './messages/came-back.ts'
export { releaseUnverified, tidy } from './jobs.ts'
export type { RoomPorts } from './ports.ts'
export { makeReference, readReference } from './reference.ts'
export { whyVerb } from './why-verb.ts'
export { faultsIn, keepProof, proofMetrics, proveDiary } from './proof/proof.ts'
export { acknowledgeRound, alertUnacknowledged, type Covering } from './acknowledge/alert.ts'
export { rehoming, sessionsToRehome } from './rehome/rehome.ts'
export { outcomeTasks } from './outcome.ts'
export { recover, recoveryRound } from './rehome/recover.ts'
export type { RecoveryPorts } from './rehome/away.ts'
export { offerSooner, soonerRound, type SoonerPorts } from './sooner/round.ts'
export { rehomeVerb } from './rehome/rehome-verb.ts'
export { appointmentsOfClient, claimAppointment, type Claimed, givenByClient, reachedBy } from './of-client.ts'
export { joinAccount, joinClients } from './join-clients.ts'
export { openSealed, resealed, sealAdjustments, sealPerson, type Sealed } from './sealed.ts'
export type { Desk } from './behalf/desk.ts'
export type { NewClient } from './new-client.ts'
export type { OfCaller } from './behalf/change.ts'
export type { Kept } from './behalf/book.ts'
export { consentWords } from './consent.ts'
export { interpretersIn, needsInterpreter, type Wish } from './wish.ts'
export { codeOfPlace } from './journey/workplace.ts'
export {
  noPlace,
  seenMark,
  seenOf,
  whatForWords,
  whichPlace,
  workplaceInput,
  type Search,
} from './journey/pages/workplace.ts'
export { adjustmentWords } from './journey/words.ts'
export { readdress, type ReaddressPorts } from './readdress.ts'
export {
  askCoverOf,
  askForCover,
  coverToFill,
  giveCover,
  letGoSession,
  openCover,
  whoCouldCover,
} from './cover/queries.ts'
export { coverRound, lookAfterCover } from './cover/round.ts'
