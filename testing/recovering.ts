import assert from 'node:assert/strict'
import { recover } from '../src/booking/rehome/recover.ts'

type Ports = Pick<Parameters<typeof recover>[0], 'db' | 'clock' | 'random'>

/** A round that looks after sessions whose coach is away, and in which nothing goes wrong. */
export const recovering = ({ db, clock, random }: Ports): Promise<number> =>
  recover({ db, clock, random, textSender: true, log: (...told) => assert.fail(told.join()) })
