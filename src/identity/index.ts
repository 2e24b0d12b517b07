export { deviceWords } from './account/device.ts'
export { hashOfCall, isIdempotencyKey, keepAnswer, once, sealAnswer, type Call } from './answers.ts'
export { browserCookie, browserOf, tokenHash, type Browser } from './browser.ts'
export { giveContacts, openContact, sealContact, sealedContact } from './client/contact-cell.ts'
export {
  accountToBring,
  bringWays,
  clientsToSettle,
  contactsNow,
  contactsUnfinished,
  giveUpWays,
  goneContact,
  joinsDue,
  noticesToPlan,
  settleClient,
  takeJoin,
  tellDone,
} from './client/worker-queries.ts'
export { clientGuard } from './client/guard.ts'
export { addByCode, askToAdd, endCodesOf, letCodesGo, ownContacts, takeAway } from './client/contacts.ts'
export { enrolmentOf, type Asking, type Changed, type Notices } from './client/change.ts'
export { choosePassphrase, givePassphrase, type Given } from './client/enrol.ts'
export { addPasskey, questionToAdd, questionToProve, signInByPasskey } from './client/passkey.ts'
export {
  contactToSend,
  endPasskey,
  myPasskeys as clientPasskeys,
  noticeToSend,
  settleMine,
  agreeToJoin,
  stopChange,
  stopJoinToMe,
  stopWhereBooked,
  waitingChanges,
  waitsWhereBooked,
} from './client/queries.ts'
export { mayOpenPlan, passphraseSentences, waitHours, whyNotPassphrase, type PlanAccess } from './client/rules.ts'
export { clientSessions, recordAct, signClientOut, youCookie } from './client/session.ts'
export {
  askClientCode,
  readContact,
  signInByCode,
  stopChangesByCode,
  type Contact,
  type Stopped,
  type Wants,
} from './client/sign-in.ts'
export { checkCode, codeOf, codeToSend, issueCode, nextCodeAt, readCode, voidCodes, type Purpose } from './codes.ts'
export { recordDenied } from './denied.ts'
export { emailSentences, limitForm, normaliseEmail, type EmailRefusal } from './contacts/email.ts'
export { contactHash } from './contacts/hash.ts'
export { normalisePhone, phoneSentences, takesTexts, type PhoneRefusal } from './contacts/phone.ts'
export { looksLikeWork } from './contacts/work-address.ts'
export { grantBrowser, isGranted } from './grants.ts'
export { guards, roleOf, type GuardPorts } from './guards.ts'
export { rememberKeys } from './key-memory.ts'
export { keyVerb } from './key-verb.ts'
export { createKey, keyOf, listKeys, revokeKey, type Key, type Scope } from './keys.ts'
export { makeSlowDown, type SlowDown } from './limits/slow-down.ts'
export { nameInHtml, nameInText, nameSentences, readName, type NameRefusal } from './names.ts'
export { backPath } from './oidc/trip.ts'
export { partyOf, type Party } from './passkeys/party.ts'
export { passkeyToSend } from './passkeys/queries.ts'
export { linkToSend } from './oidc/queries.ts'
export { invitationPath, makeInvitation } from './invitations/invite.ts'
export { invitationToSend } from './invitations/queries.ts'
export { agreeToRecovery, recoveryPath, startRecovery } from './recoveries/recover.ts'
export { openRecovery, recoveryToSend, standsApart, stopRecovery } from './recoveries/queries.ts'
export { landingOf, pagesOf } from './team-pages.ts'
export { endRole, insertRole, insertStaff, leaveStaff, letCoachGo, staffIdOf, staffInRole } from './people/queries.ts'
export { insertReview, insertReviewLine, reviewSince, rolesHeld } from './people/reviews.ts'
export { staffAddress } from './queries.ts'
export { openOidc, type Oidc, type OidcSettings } from './oidc/provider.ts'
export { busyPage, type Busy } from './pages/busy.ts'
export type { CastMember } from './pages/cast.ts'
export { staffByEmail } from './staff.ts'
export { oneField } from './pages/form.ts'
export { passkeyForm } from './pages/passkey.ts'
export { purgeIdentity } from './purge.ts'
export { signInRoutes } from './routes.ts'
export type { SignInPorts, StaffMessage } from './ports.ts'
export { open, seal } from './seal.ts'
export { endSessionsOf, isToken, teamCookie } from './staff-session.ts'
export { mayAskAgain } from './questions/network.ts'
