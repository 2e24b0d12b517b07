import { operator } from '#lib/door'
import { fullWhenWords } from '#lib/time'
import { comeBack, leave } from '../leaving.ts'
import { by, oneCoach, Refused, type Way } from './asked.ts'

/** Says which sessions ahead need another coach, a line each: booking and start. */
export const letGo: Way = async ({ whom, rest, io, db, rehoming }) => {
  if (whom === '' || rest.length > 0) return null
  const ahead = await db.withActor(operator, async (tx) => {
    const { id } = await oneCoach(tx, whom)
    if (!(await leave(tx, id, { by, rehoming }))) throw new Refused('This coach had left already')
    return rehoming.waiting(tx, id)
  })
  for (const { bookingId, startsAt } of ahead) io.out(`${bookingId}\t${fullWhenWords(startsAt)}`)
  if (ahead.length > 0) io.err(`Sessions that need another coach: ${ahead.length}. See rehome list`)
  return 0
}

export const takeBack: Way = async ({ whom, rest, io, db, rehoming }) => {
  if (whom === '' || rest.length > 0) return null
  await db.withActor(operator, async (tx) => {
    const { id } = await oneCoach(tx, whom)
    if (!(await comeBack(tx, id, { by, rehoming }))) throw new Refused('This coach had not left')
  })
  io.out('Back.')
  return 0
}
