import type { Tx } from '#lib/sql'
import { matches, serviceAsked, type Wish } from './matching.ts'
import { introductionRows, membersById, ownProfileOf, profileOf, profiles } from './queries.ts'

/** What a client may read about a coach. */
export type Profile = {
  id: string
  active: boolean
  name: string
  background: string
  biography: string
  gender: string | null
  languages: string[]
  ethnicallyDiverse: boolean
  modes: string[]
  services: string[]
}

/** A coach as the programme reaches and introduces them. */
export type Member = { id: string; name: string; email: string; active: boolean; meetingLink: string | null }

/** How a coach is introduced to a client, and the coach's own room at another provider. */
export type Introduction = { id: string; name: string; background: string; meetingLink: string | null }

/** The introductions of all coaches, or of those named. */
export const introductions = (tx: Tx, ids: readonly string[] | null): Promise<Introduction[]> =>
  introductionRows(tx, ids ? [...ids] : null)

/** What a client may read about one active coach. */
export const profile = (tx: Tx, id: string): Promise<Profile | undefined> => profileOf.one(tx, id)

/** Active coaches that meet a wish, by name; a mode left out means either. */
export async function listCoaches(
  tx: Tx,
  wish: Omit<Wish, 'mode'> & { mode?: string | undefined },
): Promise<Profile[]> {
  const { mode, ...rest } = wish
  const all = await profiles(tx)
  return all.filter((coach) =>
    mode === undefined
      ? coach.modes.some((own) => matches(coach, { ...rest, mode: own }))
      : matches(coach, { ...rest, mode }),
  )
}

/** The languages, apart from English, in which a service can be had, by how many coaches speak them. */
export async function languagesOffered(tx: Tx, service: string): Promise<{ tag: string; coaches: number }[]> {
  const spoken = (await profiles(tx))
    .filter((coach) => coach.services.includes(serviceAsked({ service })))
    .flatMap((coach) => coach.languages.filter((tag) => tag !== 'en'))
  const counted = Map.groupBy(spoken, (tag) => tag)
  return [...counted].map(([tag, all]) => ({ tag, coaches: all.length })).sort((a, b) => b.coaches - a.coaches)
}

/** The active coach with an e-mail address, for signing in. */

/** Coaches by id, whether or not they are still active. */
export const members = (tx: Tx, ids: readonly string[]): Promise<Member[]> => membersById(tx, [...ids])

/** One coach by id, whether or not still active. */
export const member = (tx: Tx, id: string): Promise<Member | undefined> => membersById.one(tx, [id])

/** What a coach sees of their own entry. */
export const ownProfile = (tx: Tx, id: string) => ownProfileOf.one(tx, id)
export type OwnProfile = NonNullable<Awaited<ReturnType<typeof ownProfile>>>
