import { currentServices } from '#organisations'
import { field, page, seeOther, type FieldErrors, type Visit } from '#web'
import { modes, readEntry, typedFrom, type EntryErrors, type TypedEntry } from './entry.ts'
import { keepEntry } from './keep-entry.ts'
import { changeProfilePage } from './pages/change-profile.ts'
import { profilePage } from './pages/profile.ts'
import type { OwnProfile } from './profile.ts'
import { textsOf } from './told/ways.ts'
import type { Handle } from './turn.ts'

/** What a coach's own entry says, in words. */
export const showProfile: Handle = async ({ tx, coach }) => {
  const names = new Map((await currentServices(tx)).map(({ key, name }) => [key, name]))
  const serviceNames = coach.services.map((key) => names.get(key) ?? key)
  return page(profilePage({ profile: coach, serviceNames, texts: await textsOf(tx, coach.id) }))
}

export const askProfile: Handle = async ({ coach }) =>
  page(changeProfilePage({ team: coach.name, typed: typedFrom(coach), errors: {} }))

/** Keeps what the coach wrote, or shows it again with what is wrong. */
export const changeProfile: Handle = async ({ tx, visit, coach, by }) => {
  const typed = typedIn(visit, coach)
  const { entry, errors } = readEntry(typed)
  if (!entry) return page(changeProfilePage({ team: coach.name, typed, errors: byField(errors) }), { status: 422 })
  await keepEntry(tx, coach.id, entry, by)
  return seeOther('/team/profile')
}

/** What of themselves they write for everybody has pages of its own (`public/`): it is read by their provider first. */
const typedIn = (visit: Visit, { biography }: OwnProfile): TypedEntry => ({
  name: field(visit, 'name'),
  background: field(visit, 'background'),
  biography,
  gender: field(visit, 'gender'),
  languages: field(visit, 'languages'),
  ethnicallyDiverse: field(visit, 'listed') !== '',
  modes: modes.filter((mode) => field(visit, `mode-${mode}`) !== ''),
  meetingLink: field(visit, 'link'),
  dailyCap: field(visit, 'cap'),
  gapMinutes: field(visit, 'gap'),
})

/** The field beside which an error about a part of an entry stands. */
const fields: Record<keyof EntryErrors, string> = {
  name: 'name',
  background: 'background',
  biography: 'biography',
  gender: 'gender',
  languages: 'languages',
  ethnicallyDiverse: 'listed',
  modes: 'modes',
  meetingLink: 'link',
  dailyCap: 'cap',
  gapMinutes: 'gap',
}

const byField = (errors: EntryErrors): FieldErrors =>
  Object.fromEntries(Object.entries(errors).map(([part, words]) => [fields[part as keyof EntryErrors], words]))
