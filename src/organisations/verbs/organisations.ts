import { readFile, stat } from 'node:fs/promises'
import { fault, type Io, type Verb } from '#lib/verb'
import { importWorkplaces, type Imported } from '../workplaces/import.ts'
import type { Fault } from '../workplaces/file.ts'

const most = { megabytes: 64, faults: 20 }

/** `organisations import FILE`: the workplaces that people can choose, from the published list of practices. */
export const organisationsVerb: Verb = {
  name: 'organisations',
  usage: 'organisations import FILE',
  help: `Loads the list of general practices as the NHS Organisation Data Service publishes it (epraccur.csv: 27 columns,
no header). Practices in England are kept; those that are open can be chosen as a workplace.

  organisations import FILE   all of the file or, when anything in it is wrong, nothing`,
  async run(args, io, { db }) {
    const [what, path, ...more] = args
    if (what !== 'import' || path === undefined || more.length > 0)
      return fault(io, `usage: ${organisationsVerb.usage}`)
    const bytes = await bytesOf(path)
    if (typeof bytes === 'string') return fault(io, bytes)
    const answer = await importWorkplaces(db, bytes, io.progress)
    if (answer.kind === 'refused') return sayFaults(answer.faults, io)
    for (const line of summaryOf(answer)) io.out(line)
    return 0
  },
}

/** What an import did, a line for each thing. */
function summaryOf(imported: Imported): string[] {
  const { lines, added, changed, closed, unchanged, missing, offered, ignored } = imported
  return [
    `${counted(lines)} lines read`,
    `${counted(added)} added`,
    `${counted(changed)} changed`,
    `${counted(closed)} closed`,
    `${counted(unchanged)} unchanged`,
    ...Object.entries(ignored).map(([why, many]) => `${counted(many)} ignored: ${why}`),
    ...(missing > 0 ? [`${counted(missing)} known from before are not in the file and are left as they are`] : []),
    `${counted(offered)} workplaces can be chosen now`,
  ]
}

function sayFaults(faults: readonly Fault[], io: Io): number {
  for (const { line, words } of faults.slice(0, most.faults)) io.err(`line ${line}: ${words}`)
  if (faults.length > most.faults) io.err(`and ${counted(faults.length - most.faults)} more`)
  return fault(io, 'Nothing was loaded.')
}

async function bytesOf(path: string): Promise<Buffer | string> {
  try {
    const about = await stat(path)
    if (!about.isFile()) return `${path} is not a file`
    if (about.size > most.megabytes * 1_000_000)
      return `${path} is larger than ${most.megabytes} MB: not a list of practices`
    return await readFile(path)
  } catch (error) {
    return `${path} cannot be read: ${reasons[(error as NodeJS.ErrnoException).code ?? ''] ?? 'the system refuses'}`
  }
}

const reasons: Record<string, string> = { ENOENT: 'there is no such file', EACCES: 'not allowed' }

const counted = (many: number) => many.toString().replace(/\B(?=(\d{3})+$)/g, ',')
