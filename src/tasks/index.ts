export { openTask } from './open.ts'
export { doneLately, findTask, finishTask, openTasks, takeTask } from './queries.ts'
export { isOutcome, kindWords, outcomesOf, outcomeWords, taskKinds, type Outcome, type TaskKind } from './rules.ts'
