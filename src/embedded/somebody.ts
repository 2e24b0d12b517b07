import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** How to run the server: words to put before its program, and who then owns its files where root runs it. */
export type Somebody = { before: readonly string[]; owner: { uid: number; gid: number } | null }

/** PostgreSQL's programs take nothing from the environment but where other programs are. */
export const plainEnvironment = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/run/current-system/sw/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
}

let found: Promise<Somebody> | undefined

/**
 * PostgreSQL refuses to run as root. Root runs it in a user namespace in which it is `nobody`, and the files stay
 * root's. Where namespaces are forbidden (many containers) it becomes `nobody` in earnest: the files are then nobody's,
 * and it may pass through folders that only root can enter.
 */
export const somebody = (): Promise<Somebody> => (found ??= patient())

/**
 * Where Linux lets it, the server runs as a batch job: who asks it for something goes on with its own turn instead of being
 * put aside at once for the answer, which on few cores is a tenth more of everything. Nothing else changes for it.
 */
async function patient(): Promise<Somebody> {
  const { before, owner } = await look()
  const asBatch = [...before, 'chrt', '--batch', '0']
  return { before: (await works(asBatch)) ? asBatch : before, owner }
}

async function look(): Promise<Somebody> {
  if (process.getuid?.() !== 0) return { before: [], owner: null }
  const { uid, gid } = await nobody()
  const inNamespace = ['unshare', '-U', `--map-user=${uid}`, `--map-group=${gid}`]
  if (await works(inNamespace)) return { before: inNamespace, owner: { uid: 0, gid: 0 } }
  const inEarnest = becoming({ uid, gid })
  if (await works(inEarnest)) return { before: inEarnest, owner: { uid, gid } }
  throw new Error(
    'PostgreSQL does not run as root, and this machine lets root become nobody else: run as another user, or set DATABASE_URL',
  )
}

/** Words that make what follows run as another user, who keeps only the right to pass through folders. */
export const becoming = ({ uid, gid }: { uid: number; gid: number }): string[] => [
  'setpriv',
  `--reuid=${uid}`,
  `--regid=${gid}`,
  '--clear-groups',
  '--inh-caps=-all,+dac_override',
  '--ambient-caps=-all,+dac_override',
]

const works = (before: readonly string[]) =>
  run(before[0]!, [...before.slice(1), 'true'], { env: plainEnvironment }).then(
    () => true,
    () => false,
  )

/** PostgreSQL looks its own user up, so it must be one that this machine knows by name. */
async function nobody(): Promise<{ uid: number; gid: number }> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n').map((line) => line.split(':'))
  const known = lines.filter(([, , uid]) => Number(uid) > 0)
  const entry = known.find(([name]) => name === 'nobody') ?? known[0]
  return { uid: Number(entry?.[2] ?? 65_534), gid: Number(entry?.[3] ?? 65_534) }
}
