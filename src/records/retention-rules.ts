import { count, query, type Query } from '#lib/sql'

/** A kind of record that is swept in one statement; the statement says how many are gone. */
type Sweep = { kind: string; name: string; sweep: Query<{ gone: number }> }

const sweepOf = (text: string) => query({ gone: count }, text)

/**
 * How long each kind is kept, as the programme's defaults say (a data protection officer may set others). What is swept by
 * its own room in the same way (codes, messages, enquiries) is not listed again; video and sound are never recorded.
 */
export const rules = {
  /** Goals and actions, and the name on a booking: 24 months from the last session or the last time somebody was there. */
  client: { months: 24, name: 'P24M from last activity' },
  sweeps: [
    {
      kind: 'unfinished sign-ups',
      name: 'P7D from last activity',
      sweep: sweepOf(`select expire_unfinished() as gone`),
    },
    {
      kind: 'complaints about data',
      name: 'P6Y from answered',
      sweep: sweepOf(`select expire_complaints() as gone`),
    },
    {
      kind: 'entries of the trail',
      name: 'P6Y from event',
      sweep: sweepOf(`select expire_trail() as gone`),
    },
  ] satisfies Sweep[],
} as const
