import { parseArgs } from 'node:util'
import { operator, type Db } from '#lib/door'
import { fault, type Io, type Verb } from '#lib/verb'
import { emailSentences, invitationPath, normaliseEmail, staffIdOf, type SignInPorts } from '#identity'
import { plan } from '#notifications'
import { providers } from '#organisations'
import { addPerson, giveRole, invite, type Change } from './changes.ts'
import { isStaffRole, ofProvider, roleWords } from './roles.ts'

/** What the verb needs beside the database: the key of codes and the team's address, asked for when they are needed. */
export type VerbPorts = { codeKey: () => Buffer; origin: () => string }

/** `people invite`: the first of a new deployment, and whoever nobody else can reach. */
export const peopleVerb = (ports: VerbPorts): Verb => ({
  name: 'people',
  usage: 'people invite EMAIL ROLE… [--name TEXT] [--provider KEY]',
  help: `Lets somebody in who looks after the others: the first of governance and of the lead of a new deployment. Everybody
else is invited on the page People and access.

  people invite EMAIL ROLE…   gives the roles, and prints a link that works once, for 7 days. The page that it opens
                              sends a code to the address. Of somebody who is there already, a new link without ROLE

Roles: ${Object.keys(roleWords).join(', ')}.
A coach is set up with coach add; a rota manager (partner_rota) needs --provider.`,
  async run([what, ...args], io, { db }) {
    const asked = what === 'invite' ? parse(args) : null
    if (!asked) return fault(io, `usage: ${peopleVerb(ports).usage}`)
    return inviteBy(asked, ports, io, db)
  },
})

type Asked = { email: string; roles: string[]; name: string; provider: string }

async function inviteBy(asked: Asked, { codeKey, origin }: VerbPorts, io: Io, db: Db): Promise<number> {
  const read = normaliseEmail(asked.email)
  if ('refusal' in read) return fault(io, emailSentences[read.refusal])
  const unknown = asked.roles.filter((role) => !isStaffRole(role) || role === 'coach')
  if (unknown.length > 0) return fault(io, `Not a role that can be given here: ${unknown.join(', ')}`)
  return db.withActor(operator, async (tx) => {
    const change: Change = { tx, by: { kind: 'operator', id: null }, ports: tellers(codeKey()) }
    const provider = (await providers(tx)).find(({ key }) => key === asked.provider)
    const needs = asked.roles.some((role) => isStaffRole(role) && ofProvider(role))
    if (!provider && (needs || asked.provider !== '')) return fault(io, '--provider must be one of: see provider list')
    const known = (await staffIdOf.one(tx, read.email))?.id
    if (!known && asked.roles.length === 0) return fault(io, 'Nobody has this address: say which roles to give')
    const id = known ?? (await addPerson(change, { email: read.email, name: asked.name || read.email }))!
    for (const role of asked.roles)
      await giveRole(change, id, role, isStaffRole(role) && ofProvider(role) ? provider!.id : null)
    const invitation = await invite(change, id)
    io.err('This link works once, for 7 days. It is mailed to the address too.')
    io.out(origin() + invitationPath(codeKey(), invitation))
    return 0
  })
}

const tellers = (codeKey: Buffer): Pick<SignInPorts, 'codeKey' | 'tell'> => ({
  codeKey,
  async tell(tx, { kind, subjectId, sequence }) {
    const dueAt = Temporal.Now.instant()
    await plan(tx, [{ kind, subjectId, subjectSequence: sequence, recipient: 'address', channel: 'email', dueAt }])
  },
})

function parse(args: string[]): Asked | null {
  try {
    const options = { name: { type: 'string' }, provider: { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const [email, ...roles] = positionals
    if (email === undefined) return null
    return { email, roles, name: values.name?.trim() ?? '', provider: values.provider ?? '' }
  } catch {
    return null
  }
}
