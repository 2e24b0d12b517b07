import { openRecovery, standsApart } from '#identity'
import { isUuid } from '#lib/text'
import { providers } from '#organisations'
import { NotFound, page, type Reply } from '#web'
import type { Acting } from '../acting.ts'
import { personOf } from '../queries.ts'
import { rolesToGive } from '../roles.ts'
import { personPage } from './page.ts'
import type { RecoveryShown } from './recovery-box.ts'

type Said = { said?: string; error?: string; code?: string; status?: number }

/** The person that a path names; one whom the viewer may not see is as if there were none. */
export async function personIn({ tx, visit }: Acting) {
  const id = visit.params['id'] ?? ''
  const person = isUuid(id) ? await personOf.one(tx, id) : undefined
  if (!person) throw new NotFound()
  return person
}

/** The page of one person, with what an act has brought. */
export async function showPerson(acting: Acting, { said, error, code, status = 200 }: Said = {}): Promise<Reply> {
  const { tx, me, role, keeps, team } = acting
  const person = await personIn(acting)
  const self = person.id === me
  const shown = personPage({
    team,
    person,
    may: { change: keeps && person.mine, recover: !self },
    roles: rolesToGive(role),
    providers: await providers(tx),
    recovery: await recoveryOf(acting, person.id, code ?? null),
    said,
    error,
  })
  return page(shown, { status })
}

async function recoveryOf({ tx, me, role }: Acting, staffId: string, code: string | null): Promise<RecoveryShown> {
  const open = await openRecovery.one(tx, staffId)
  if (!open) return { at: 'none' }
  const { id, startedBy, startedAs, startedAt, agreedAt } = open
  const until = (agreedAt ?? startedAt).add({ hours: 1 })
  if (agreedAt) return { at: 'agreed', id, until, code, canStop: true }
  const mayAgree = role !== 'partner_rota' && startedBy !== me && startedAs !== role
  const canAgree = mayAgree && (await standsApart.one(tx, me, startedBy, role))!.apart
  return { at: 'asked', id, until, canAgree, canStop: true }
}
