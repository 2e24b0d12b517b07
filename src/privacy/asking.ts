import type { Asking } from '#identity'
import type { Visit } from '#web'
import { planNotices } from './plan.ts'
import type { PrivacyPorts } from './ports.ts'

/** The client who asks for a change, as the rules want to know them. */
export const askingOf = ({ db, clock }: PrivacyPorts, { viewer, requestId }: Visit): Asking => ({
  db,
  actor: viewer.actor,
  requestId,
  strong: viewer.level === 'strong',
  plan: planNotices(clock),
})
