import { parseArgs } from 'node:util'
import { operator, type Db } from '#lib/door'
import { isUuid } from '#lib/text'
import { fault, type Verb } from '#lib/verb'
import { createKey, listKeys, revokeKey, scopes, type Scope } from './keys.ts'

type Io = Parameters<Verb['run']>[1]

/** `key create`, `key list` and `key revoke`: who else's systems may use the API. */
export const keyVerb: Verb = {
  name: 'key',
  usage: 'key create --name NAME --scope booking|metrics | key list | key revoke ID',
  help: `Keys let another system use the API (scope booking) or read /metrics from elsewhere (scope metrics).

  key create --name NAME --scope SCOPE   makes a key; its text is the last line, shown this once
  key list                               says id, name, scope, when made and when revoked, newest first
  key revoke ID                          ends a key, within five seconds and for good`,
  async run(args, io, { db }) {
    const [what, ...rest] = args
    if (what === 'create') return create(rest, io, db)
    if (what === 'list' && rest.length === 0) return list(io, db)
    if (what === 'revoke' && rest.length === 1) return revoke(rest[0]!, io, db)
    return fault(io, `usage: ${keyVerb.usage}`)
  },
}

async function create(args: string[], io: Io, db: Db): Promise<number> {
  const { name, scope } = options(args)
  if (name === undefined || name.length < 1 || [...name].length > 100)
    return fault(io, '--name must be 1 to 100 characters')
  if (!isScope(scope)) return fault(io, `--scope must be one of: ${scopes.join(', ')}`)
  const text = await db.withActor(operator, (tx) => createKey(tx, { name, scope }))
  io.err('Keep this key safe: it is not shown again.')
  io.out(text)
  return 0
}

async function list(io: Io, db: Db): Promise<number> {
  const keys = await db.withActor(operator, listKeys)
  for (const { id, name, scope, madeAt, revokedAt } of keys)
    io.out([id, name, scope, `made ${madeAt}`, revokedAt ? `revoked ${revokedAt}` : 'in use'].join('\t'))
  if (keys.length === 0) io.err('There are no keys.')
  return 0
}

async function revoke(id: string, io: Io, db: Db): Promise<number> {
  const isId = isUuid(id.toLowerCase())
  const revoked = isId && (await db.withActor(operator, (tx) => revokeKey(tx, id)))
  if (!revoked) return fault(io, 'There is no key in use with this id: see key list')
  io.out('Revoked.')
  return 0
}

const isScope = (text: string | undefined): text is Scope => scopes.some((scope) => scope === text)

/** The options that are there; none of them when the line has anything else in it. */
function options(args: string[]): { name?: string; scope?: string } {
  try {
    return parseArgs({ args, options: { name: { type: 'string' }, scope: { type: 'string' } } }).values
  } catch {
    return {}
  }
}
