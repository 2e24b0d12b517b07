import type { Db } from './door.ts'

/** Where a verb's words go: results to `out`, faults to `err`, how far it has come to `progress`. */
export type Io = {
  out(line: string): void
  err(line: string): void
  progress(done: number, total: number): void
}

/** One verb of the operator's tool. `name` is its first word; `run` gets the words after it and gives the exit status. */
export type Verb = {
  name: string
  usage: string
  help: string
  run(args: string[], io: Io, ports: { db: Db }): Promise<number>
}

/** Says what is wrong on the error output and gives the exit status for it. */
export function fault(io: Pick<Io, 'err'>, ...lines: string[]): 1 {
  for (const line of lines) io.err(line)
  return 1
}
