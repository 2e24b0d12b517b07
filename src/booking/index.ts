export { makeAvailability, type Availability, type KnownCoach } from './availability/live.ts'
export { ownEntries } from './calendar.ts'
export { follow } from './availability/follow.ts'
export { makeKeyHolds } from './key-holds.ts'
export { hashToken, visitToken } from './links.ts'
export { bookingRoutes } from './served.ts'
export { mailInstead } from './messages/instead.ts'
export { backRoutes } from './replies/routes.ts'
export { closeReply } from './replies/queries.ts'
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
