import type { VerbPorts } from '../src/booking/ports.ts'
import { takeText } from '../src/booking/replies/take.ts'
import { contactKey } from './booking.ts'

/** Takes in a text that came from a number. */
export const textFrom = (
  { db, clock, vault }: Pick<VerbPorts, 'db' | 'clock' | 'vault'>,
  from: string,
  words: string,
) => takeText({ db, clock, vault, contactKey }, { named: `${from} ${words}`, from, words })
