import { operator } from '#lib/door'
import type { Tx } from '#lib/sql'
import { emailSentences, normaliseEmail } from '#identity'
import { currentServices, providers } from '#organisations'
import { readEntry, typedFrom, type Entry, type TypedEntry } from '../entry.ts'
import { addCoach, keepEntry, keepPost, type Post } from '../keep-entry.ts'
import { ownProfile } from '../profile.ts'
import { listed } from '../queries.ts'
import { by, oneCoach, optionsIn, Refused, taken, type Way } from './asked.ts'

const ofEntry = ['name', 'background', 'about', 'gender', 'languages', 'modes', 'link', 'cap', 'gap'] as const
const ofPost = ['email', 'provider', 'services'] as const
type Said = Partial<Record<(typeof ofEntry)[number] | (typeof ofPost)[number], string>>

export const list: Way = async ({ whom, io, db }) => {
  if (whom !== '') return null
  for (const { id, name, email, provider, services, active } of await db.withActor(operator, (tx) => listed(tx)))
    io.out([id, name, email, provider, services.join(' '), active ? 'active' : 'left'].join('\t'))
  return 0
}

export const add: Way = async ({ whom, rest, io, db }) => {
  const asked = optionsIn(rest, [...ofEntry, 'provider', 'services'])
  if (!asked || asked.beside.length > 0 || whom === '') return null
  const said: Said = { ...asked.said, email: whom }
  const entry = entryFrom(said, {
    ...nothing,
    modes: said.link ? ['video', 'phone'] : ['phone'],
  })
  if (said.provider === undefined || said.services === undefined) return null
  const id = await db.withActor(operator, async (tx) => addCoach(tx, (await postFrom(tx, said)) as Post, entry, by))
  if (id === null) throw new Refused(taken)
  io.out(id)
  return 0
}

export const set: Way = async ({ whom, rest, io, db }) => {
  const asked = optionsIn(rest, [...ofEntry, ...ofPost])
  if (!asked || asked.beside.length > 0 || whom === '' || Object.keys(asked.said).length === 0) return null
  const said: Said = asked.said
  await db.withActor(operator, async (tx) => {
    const { id } = await oneCoach(tx, whom)
    const own = await ownProfile(tx, id)
    if (!own) throw new Refused('This coach has left: coach return has them back')
    if (ofEntry.some((name) => said[name] !== undefined)) await keepEntry(tx, id, entryFrom(said, typedFrom(own)), by)
    if (ofPost.some((name) => said[name] !== undefined)) await keepPost(tx, id, await postFrom(tx, said), by)
  })
  io.out('Changed.')
  return 0
}

const nothing: TypedEntry = {
  name: '',
  background: '',
  biography: '',
  gender: '',
  languages: 'English',
  ethnicallyDiverse: false,
  modes: [],
  meetingLink: '',
  dailyCap: '6',
  gapMinutes: '15',
}

/** What is said in place of what was there. Throws Refused with the first thing that is wrong. */
function entryFrom(said: Said, before: TypedEntry): Entry {
  const { entry, errors } = readEntry({
    ...before,
    name: said.name ?? before.name,
    background: said.background ?? before.background,
    biography: said.about ?? before.biography,
    gender: said.gender ?? before.gender,
    languages: said.languages ?? before.languages,
    modes: said.modes === undefined ? before.modes : listOf(said.modes),
    meetingLink: said.link ?? before.meetingLink,
    dailyCap: said.cap ?? before.dailyCap,
    gapMinutes: said.gap ?? before.gapMinutes,
  })
  if (entry) return entry
  throw new Refused(Object.values(errors)[0]!)
}

/** What of a post is said. Throws Refused when an address, a provider or a service is none. */
async function postFrom(tx: Tx, { email, provider, services }: Said): Promise<Partial<Post>> {
  const read = email === undefined ? null : normaliseEmail(email)
  if (read && 'refusal' in read) throw new Refused(emailSentences[read.refusal])
  return {
    ...(read ? { email: read.email } : {}),
    ...(provider === undefined ? {} : { providerId: await providerCalled(tx, provider) }),
    ...(services === undefined ? {} : { services: await servicesCalled(tx, listOf(services)) }),
  }
}

async function providerCalled(tx: Tx, key: string): Promise<string> {
  const all = await providers(tx)
  const found = all.find((one) => one.key === key)
  if (found) return found.id
  throw new Refused(`There is no provider with this key. There are: ${all.map((one) => one.key).join(', ') || 'none'}`)
}

async function servicesCalled(tx: Tx, keys: readonly string[]): Promise<readonly string[]> {
  const known = (await currentServices(tx)).map(({ key }) => key)
  if (keys.length > 0 && keys.every((key) => known.includes(key))) return [...new Set(keys)]
  throw new Refused(`Services are some of: ${known.join(', ')}`)
}

const listOf = (text: string) => text.split(',').flatMap((word) => word.trim() || [])
