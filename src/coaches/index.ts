export { workingRanges } from './pattern.ts'
export type { Exception, Hours, Pattern, WorkingRules } from './pattern.ts'
export { merged, within, without } from './ranges.ts'
export type { Range } from './ranges.ts'
export { lockCoach } from './queries.ts'
export { loadRules } from './load-rules.ts'
export type { CoachRules } from './load-rules.ts'
export { asksForListed, matches, serviceAsked, speaks, whyNoMatch } from './matching.ts'
export type { Mismatch, Offer, Wish } from './matching.ts'
export { absenceReasons, endAbsence, recordAbsence } from './absence.ts'
export type { Absence, AbsenceReason, AbsenceRefusal, By, Rehoming } from './absence.ts'
export { addPattern, endPattern, removeException, setException } from './working-times.ts'
export type { Kept } from './working-times.ts'
export {
  coachByEmail,
  introductions,
  languagesOffered,
  listCoaches,
  member,
  members,
  ownProfile,
  profile,
} from './profile.ts'
export type { Introduction, Member, OwnProfile, Profile } from './profile.ts'
export { feedOwner, renewFeed } from './feed.ts'
export { genders } from './entry.ts'
export type { Gender } from './entry.ts'
export { languageName } from './languages.ts'
export { genderWords, languageWords } from './words.ts'
export { coachRoutes } from './routes.ts'
export type { CoachPorts } from './routes.ts'
export { coachVerb } from './verbs/coach.ts'
