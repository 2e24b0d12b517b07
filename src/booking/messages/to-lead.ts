import { staffAddress } from '#identity'
import { unanswered, type Renderer } from '#notifications'
import { alertStands } from '../acknowledge/queries.ts'
import { mail } from './mail.ts'
import type { RenderPorts } from './facts.ts'

/** Tells the lead that nobody has acknowledged a session, while that is so. Which, stands on the page alone. */
export const toLead =
  ({ baseUrl, teamBaseUrl }: RenderPorts): Renderer =>
  async (tx, { subjectId, subjectSequence }) => {
    if (!(await alertStands.one(tx, subjectSequence))) return null
    const somebody = await staffAddress.one(tx, subjectId)
    const link = `${teamBaseUrl ?? baseUrl}/team/operations`
    return somebody ? mail(somebody.email, unanswered({ link })) : null
  }
