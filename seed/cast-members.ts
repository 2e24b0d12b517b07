import type { Tx } from '#lib/sql'
import type { CastMember } from '#identity'
import { members } from '#coaches'
import { amina, castWhoSignIn } from './cast.ts'

/** The people of the demonstration whom one can be: those who sign in, and a client, who needs no sign-in. */
export async function castMembers(tx: Tx): Promise<CastMember[]> {
  const known = await members(
    tx,
    castWhoSignIn.map(({ coachId }) => coachId!),
  )
  const staff = castWhoSignIn
    .filter(({ coachId }) => known.some(({ id }) => id === coachId))
    .map(({ key, name, who, coachId }) => ({ key, name, about: `Coach, ${who}`, staffId: coachId }))
  return [
    ...staff,
    { key: amina.key, name: amina.name, about: `Client, ${amina.who}. Needs no sign-in`, staffId: null },
  ]
}
