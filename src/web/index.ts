export { serve, type Server, type Serving } from './serve.ts'
export { openAssets, type Assets } from './assets.ts'
export { closed, onlyLoopback, openToAnyone, type Found, type Guard, type Guards } from './guards.ts'
export type { Power } from './headers.ts'
export { healthRoutes } from './health.ts'
export { cookies, forgetClient, type CookieName } from './cookies.ts'
export { leaveRoutes } from './leave.ts'
export { openLog, quietLog, type Facts, type Log } from './log.ts'
export { createMetrics, type Metrics } from './metrics.ts'
export { asTyped, badClock, instantOf, readClock, readDate, skipped, typedDate, type TypedDate } from './civil.ts'
export { clockField, dateFields } from './pages/civil-fields.ts'
export { errorPage } from './pages/errors.ts'
export { layout, type Layout } from './pages/layout.ts'
export { standingPage, type Standing } from './pages/standing.ts'
export { faultWith, isDatabaseAway } from './faults.ts'
export { isLoopback } from './rules.ts'
export { passkeysSlot, timesSlot } from './slots.ts'
export {
  field,
  fields,
  NotAllowed,
  NotFound,
  page,
  seeOther,
  type Cookie,
  type FieldErrors,
  staffRoles,
  type Level,
  type StaffRole,
  type May,
  type Ports,
  type Reply,
  type Route,
  type Viewer,
  type Visit,
} from './route.ts'
