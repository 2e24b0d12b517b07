import { landingOf } from '#identity'
import { seeOther, type Reply, type Visit } from '#web'

/** Sends each person to where the work of their first role begins; the header leads to their other roles. */
export const goHome = async ({ viewer: { roles = [] } }: Visit): Promise<Reply> => seeOther(landingOf(roles))
