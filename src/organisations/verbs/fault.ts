import type { Io } from '#lib/verb'

/** Says what is wrong on the error output and gives the exit status for it. */
export function fault(io: Pick<Io, 'err'>, ...lines: string[]): 1 {
  for (const line of lines) io.err(line)
  return 1
}
