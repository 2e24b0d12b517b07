import { emailSentences, nameSentences, normaliseEmail, readName, type SignInPorts } from '#identity'
import { providers } from '#organisations'
import { field, NotFound, page, seeOther, type FieldErrors, type Reply } from '#web'
import type { Acting } from '../acting.ts'
import { addPerson, giveRole, invite } from '../changes.ts'
import { changeOf } from '../person/acts.ts'
import { isStaffRole, ofProvider, rolesToGive } from '../roles.ts'
import { invitePage } from './page.ts'

const nothing = { email: '', name: '', role: '', provider: '' }

export async function showInvite(acting: Acting, typed = nothing, errors: FieldErrors = {}): Promise<Reply> {
  const { tx, keeps, role, team } = acting
  if (!keeps) throw new NotFound()
  const shown = invitePage({ team, typed, roles: rolesToGive(role), providers: await providers(tx), errors })
  return page(shown, { status: Object.keys(errors).length > 0 ? 422 : 200 })
}

export async function inviteNew(acting: Acting, ports: SignInPorts): Promise<Reply> {
  const { visit, tx, keeps, role: as } = acting
  if (!keeps) throw new NotFound()
  const typed = { ...nothing }
  for (const name of Object.keys(typed) as (keyof typeof typed)[]) typed[name] = field(visit, name)
  const [email, name] = [normaliseEmail(typed.email), readName(typed.name)]
  const role = typed.role
  if (!isStaffRole(role) || !rolesToGive(as).includes(role)) throw new NotFound()
  const known = (await providers(tx)).some(({ id }) => id === typed.provider)
  const errors: FieldErrors = {
    ...('refusal' in name ? { name: nameSentences[name.refusal] } : {}),
    ...('refusal' in email ? { email: emailSentences[email.refusal] } : {}),
    ...(ofProvider(role) && !known ? { provider: 'Say for which provider they are rota manager' } : {}),
  }
  if ('refusal' in name || 'refusal' in email || Object.keys(errors).length > 0)
    return showInvite(acting, typed, errors)
  const change = changeOf(acting, ports)
  const id = await addPerson(change, { email: email.email, name: name.name })
  if (!id) return showInvite(acting, typed, { email: 'Somebody with this address is on the list already' })
  await giveRole(change, id, role, ofProvider(role) ? typed.provider : null)
  await invite(change, id)
  return seeOther(`/team/people/${id}`)
}
