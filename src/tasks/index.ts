export { openTask } from './open.ts'
export { alertOverdue, doneLately, endTasks, findTask, finishTask, isOpenTask, openTasks, takeTask } from './queries.ts'
export {
  isOutcome,
  kindWords,
  nextAfter,
  outcomesOf,
  outcomeWords,
  taskKinds,
  type Outcome,
  type TaskKind,
} from './rules.ts'
