import { ownEntries, rehoming } from '../src/booking/index.ts'
import { coachRoutes, type CoachPorts } from '../src/coaches/index.ts'

/** The pages of coaches in a test, with what few of them need as it mostly is. */
export const coachPages = (given: Pick<CoachPorts, 'db' | 'vault'> & Partial<CoachPorts>) =>
  coachRoutes({
    baseUrl: 'http://localhost:3000',
    rehoming,
    phone: () => null,
    textSender: true,
    ownEntries,
    calendarKey: Buffer.alloc(32, 8),
    ...given,
  })
