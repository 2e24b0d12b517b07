import { parseArgs } from 'node:util'
import { operator } from '#lib/door'
import { wordsIn } from '#lib/text'
import { fault, type Io, type Verb } from '#lib/verb'
import { record } from '#audit'
import { addProvider, providers } from '../queries.ts'

/** `provider list` and `provider add`: the organisations that deliver. */
export const providerVerb: Verb = {
  name: 'provider',
  usage: 'provider list | provider add KEY --name TEXT [--lead]',
  help: `The organisations that deliver coaching. Every coach belongs to one.

  provider list              key, name and whether it leads, the lead first
  provider add KEY …         another one; the key is small letters, digits and hyphens. There is one lead at most`,
  async run([what, ...args], io, { db }) {
    if (what === 'list' && args.length === 0) {
      for (const { key, name, lead } of await db.withActor(operator, (tx) => providers(tx)))
        io.out([key, name, lead ? 'lead' : 'partner'].join('\t'))
      return 0
    }
    const asked = what === 'add' ? parse(args) : null
    if (!asked) return fault(io, `usage: ${providerVerb.usage}`)
    const { key, name, lead } = asked
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(key) || key.length > 40)
      return fault(io, 'A key is small letters, digits and hyphens, 40 at most')
    if (name === '' || name.length > 200) return fault(io, '--name must be 1 to 200 characters')
    return db.withActor(operator, async (tx) => {
      const all = await providers(tx)
      if (all.some((one) => one.key === key)) return fault(io, 'There is a provider with this key already')
      const leads = all.find((one) => one.lead)
      if (lead && leads) return fault(io, `The lead is ${leads.key} already`)
      const { id } = (await addProvider.one(tx, key, name, lead))!
      await record(tx, { verb: 'provider.added', subjectKind: 'provider', subjectId: id, actorKind: 'operator' })
      return said(io, key)
    })
  },
}

const said = (io: Io, line: string): 0 => {
  io.out(line)
  return 0
}

function parse(args: string[]) {
  try {
    const options = { name: { type: 'string' }, lead: { type: 'boolean' } } as const
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const [key, ...more] = positionals
    if (key === undefined || more.length > 0 || values.name === undefined) return null
    return { key, name: wordsIn(values.name), lead: values.lead ?? false }
  } catch {
    return null
  }
}
