import { agreeToRecovery, startRecovery, stopRecovery, type SignInPorts } from '#identity'
import { isUuid } from '#lib/text'
import { providers } from '#organisations'
import { field, NotFound, seeOther, type Reply } from '#web'
import type { Acting } from '../acting.ts'
import { giveRole, invite, letGo, recordChange, takeRole, type Change } from '../changes.ts'
import { isStaffRole, ofProvider, rolesToGive } from '../roles.ts'
import { personIn, showPerson } from './show.ts'

type Act = (acting: Acting, ports: SignInPorts) => Promise<Reply>

export const changeOf = ({ tx, by, visit }: Acting, ports: SignInPorts): Change => ({
  tx,
  by,
  requestId: visit.requestId,
  ports,
})

/** The person, for an act that changes them: nobody's own account, and only what this role looks after. */
async function toChange(acting: Acting) {
  const person = await personIn(acting)
  if (!acting.keeps || !person.mine || !person.active) throw new NotFound()
  return person
}

export const inviteAgain: Act = async (acting, ports) => {
  const { id } = await toChange(acting)
  await invite(changeOf(acting, ports), id)
  return showPerson(acting, { said: 'An invitation is on its way.' })
}

export const give: Act = async (acting, ports) => {
  const { id } = await toChange(acting)
  const role = field(acting.visit, 'role')
  const providerId = field(acting.visit, 'provider')
  if (!isStaffRole(role) || !rolesToGive(acting.role).includes(role)) throw new NotFound()
  const known = (await providers(acting.tx)).some((each) => each.id === providerId)
  if (ofProvider(role) && !known)
    return showPerson(acting, { error: 'Say for which provider they are rota manager', status: 422 })
  await giveRole(changeOf(acting, ports), id, role, ofProvider(role) ? providerId : null)
  return seeOther(`/team/people/${id}`)
}

export const take: Act = async (acting, ports) => {
  const { id } = await toChange(acting)
  const role = field(acting.visit, 'role')
  if (!isStaffRole(role) || !rolesToGive(acting.role).includes(role)) throw new NotFound()
  await takeRole(changeOf(acting, ports), id, role)
  return seeOther(`/team/people/${id}`)
}

export const leave: Act = async (acting, ports) => {
  const { id, roles } = await toChange(acting)
  await letGo(changeOf(acting, ports), id, roles.includes('coach'))
  return seeOther(`/team/people/${id}`)
}

export const recover: Act = async (acting, ports) => {
  const { id, active } = await personIn(acting)
  const { tx, me, role } = acting
  if (id === me || !active) throw new NotFound()
  const started = await startRecovery(tx, id, { id: me, role })
  if (started) {
    await ports.tell(tx, { kind: 'staff-recovery', subjectId: started, sequence: 0 })
    await recordChange(changeOf(acting, ports), 'staff.recovery-asked', id, null, started)
  }
  return seeOther(`/team/people/${id}`)
}

export const agree: Act = async (acting, ports) => {
  const { id } = await personIn(acting)
  const { tx, me, role } = acting
  const recovery = field(acting.visit, 'recovery')
  if (role === 'partner_rota' || !isUuid(recovery)) throw new NotFound()
  const agreed = await agreeToRecovery(tx, ports.codeKey, recovery, { id: me, role })
  if (agreed?.staffId !== id) return showPerson(acting, { error: 'This can no longer be agreed to', status: 422 })
  await ports.tell(tx, { kind: 'staff-recovery', subjectId: recovery, sequence: 1 })
  await recordChange(changeOf(acting, ports), 'staff.recovery-agreed', id, null, recovery)
  return showPerson(acting, { code: agreed.code })
}

export const stop: Act = async (acting, ports) => {
  const { id } = await personIn(acting)
  const recovery = field(acting.visit, 'recovery')
  const stopped = isUuid(recovery) ? await stopRecovery.one(acting.tx, recovery) : undefined
  if (stopped) await recordChange(changeOf(acting, ports), 'staff.recovery-stopped', stopped.staffId, null, recovery)
  return seeOther(`/team/people/${id}`)
}
