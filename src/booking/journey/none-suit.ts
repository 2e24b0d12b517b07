import { randomUUID } from 'node:crypto'
import { anyone } from '#lib/door'
import { openWords } from '#organisations'
import { field } from '#web'
import { insertUnmetDemand } from '../queries.ts'
import { isDiverse } from '../wish.ts'
import type { journeyRoutes } from './context.ts'
import { noneSuitPage, noneSuitThanks, wanted } from './pages/none-suit.ts'
import { matchFor } from './time.ts'

/** "None of these suit me": counted once a journey, without a person, so that times are added where they are wanted. */
export const noneSuitRoutes = ({ get, post }: ReturnType<typeof journeyRoutes>) => [
  get('/book/none-suit', 'time', ({ answers, ...turn }, { show }) => {
    const { unmetId = randomUUID() } = answers
    return show({ answers, ...turn }, noneSuitPage({}), { answers: { ...answers, unmetId } })
  }),
  post('/book/none-suit', 'time', async (turn, { show, ports }) => {
    const chosen = field(turn.visit, 'wanted')
    if (!Object.hasOwn(wanted, chosen))
      return show(turn, noneSuitPage({ errors: { wanted: 'Select what would have suited you' } }), { status: 422 })
    const wish = turn.wish!
    const { unmetId = randomUUID() } = turn.answers
    const match = matchFor(turn.answers, wish)
    await ports.db.withActor(anyone, (tx) =>
      insertUnmetDemand(tx, unmetId, wish.service.key, match, isDiverse(wish), wish.mode, chosen),
    )
    return show(turn, noneSuitThanks({ phone: ports.phone(), hours: openWords(ports.availability.services()) }), {
      answers: { ...turn.answers, unmetId },
    })
  }),
]
