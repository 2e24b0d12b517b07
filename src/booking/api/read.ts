import type { z } from 'zod'
import type { Fault } from './answer.ts'
import { sentenceOf } from './sentences.ts'

/** What was sent, as a schema reads it, or what is wrong: paths and sentences. */
export function readAs<S extends z.ZodType>(schema: S, sent: unknown): { data: z.output<S> } | { faults: Fault[] } {
  const read = schema.safeParse(sent, { error: sentenceOf })
  return read.success ? { data: read.data } : { faults: read.error.issues.flatMap(faultsIn) }
}

const faultsIn = (issue: z.core.$ZodIssue): Fault[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), message: 'is not a field of this call' }))
    : [{ path: issue.path.join('.'), message: issue.message }]
