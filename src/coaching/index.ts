export {
  readGoals,
  readNotes,
  readNotesByGrant,
  readOwnGoals,
  readRatings,
  type Goal,
  type Note,
  type ReadPorts,
  type Step,
  type Unopened,
} from './read.ts'
export { keepNotes, share, writeGoal, writeNote } from './write.ts'
export { alertsToReview, reviewAlert } from './queries.ts'
