import { worker } from '../../src/lib/door.ts'
import { makeAvailability } from '../../src/booking/availability/live.ts'
import { giveUp, stands } from '../../src/booking/rehome/give-up.ts'
import { keepTimes } from '../../src/booking/rehome/keep-times.ts'
import { openAway } from '../../src/booking/rehome/queries.ts'
import { reassign } from '../../src/booking/rehome/reassign.ts'
import { stepOf } from '../../src/booking/rehome/rules.ts'
import { db, ports, recovering } from '../covering.ts'

/** A round that reads who waits because their coach is away, and is held up: it comes to its steps when it is told to go on. */
export async function readOnly(): Promise<() => Promise<void>> {
  const tasks = await db.withActor(worker, (tx) => openAway(tx))
  const due = tasks.map((task) => ({ task, step: stepOf(task, ports.clock()) }))
  return async () => {
    const availability = makeAvailability({ db, clock: ports.clock, as: worker, days: 8 })
    await availability.load()
    for (const { task, step } of due)
      if (step === 'reassign') await reassign(recovering, availability, task)
      else if (step === 'keep-times') await keepTimes(recovering, availability, task)
      else if (step === 'give-up') await giveUp(recovering, task)
      else if (step === 'stands') await stands(recovering, task)
  }
}
