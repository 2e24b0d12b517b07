import { busyIn, type Question } from './busy.ts'
import { CannotRead } from './faults.ts'
import { quarter } from './quarters.ts'

/**
 * The sealed process: a question on the first line of its input, then a calendar; one line of JSON with quarters of an hour,
 * or why there are none. Nothing else that it was given comes out of it.
 */
const chunks: Buffer[] = []
for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
const input = Buffer.concat(chunks)
const end = input.indexOf(10)
const question = JSON.parse(input.subarray(0, end).toString()) as Question
process.stdout.write(JSON.stringify(answer(input.subarray(end + 1), question)))

function answer(file: Buffer, asked: Question) {
  try {
    return { busy: busyIn(file, asked).map(({ startsAt, endsAt }) => [startsAt / quarter, endsAt / quarter]) }
  } catch (error) {
    return { why: error instanceof CannotRead ? error.why : 'event' }
  }
}
