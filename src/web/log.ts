import { pino } from 'pino'

/** The facts that a log line may carry. There is no field for words, addresses or URLs, so none gets in. */
const allowed = [
  'requestId',
  'method',
  'route',
  'status',
  'ms',
  'kind',
  'fault',
  'attempts',
  'count',
  'seconds',
  'port',
  'pid',
] as const
export type Facts = Partial<Record<(typeof allowed)[number], string | number>>

export type Log = {
  info(event: string, facts?: Facts): void
  /** One line for something that went wrong: its name, code and where, never its message. */
  fault(event: string, error: unknown, facts?: Facts): void
}

/** A log of JSON lines, to standard output unless told otherwise. */
export function openLog(to: { write(line: string): unknown } = process.stdout): Log {
  const lines = pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime, messageKey: 'event' },
    to as pino.DestinationStream,
  )
  return {
    info: (event, facts) => lines.info(permitted(facts), event),
    fault: (event, error, facts) => lines.error({ ...permitted(facts), error: bareError(error) }, event),
  }
}

/** A log that says nothing. */
export const quietLog: Log = { info: () => {}, fault: () => {} }

const permitted = (facts: Facts = {}) =>
  Object.fromEntries(allowed.flatMap((name) => (name in facts ? [[name, facts[name]]] : [])))

/** An error without what it may quote: the names of our own parts, and the frames of its stack. */
function bareError(error: unknown, depth = 2): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error }
  const part = (name: string) => {
    const value: unknown = Reflect.get(error, name)
    return typeof value === 'string' && /^\w{1,80}$/.test(value) ? { [name]: value } : {}
  }
  const cause = error.cause && depth > 0 ? { cause: bareError(error.cause, depth - 1) } : {}
  return { ...part('name'), ...part('code'), ...part('table'), ...part('constraint'), stack: frames(error), ...cause }
}

function frames({ stack = '', message }: Error): string[] {
  const after = message ? stack.indexOf(message) + message.length : 0
  return stack
    .slice(after)
    .split('\n')
    .filter((line) => /^ {4}at .*[\w>)]$/.test(line))
    .map((line) => line.trim())
}
