import {
  codeToSend,
  invitationPath,
  invitationToSend,
  linkToSend,
  passkeyToSend,
  recoveryPath,
  recoveryToSend,
  staffAddress,
} from '#identity'
import {
  arrival,
  code,
  invitation,
  newWayIn,
  recoveryAgreed,
  recoveryAsked,
  recoveryUsed,
  type Letter,
  type Rendered,
  type Renderer,
} from '#notifications'

type Ports = { codeKey: Buffer; origin: string }

/** Every message to somebody of staff about their own account, by its kind. It goes to the address that we hold, alone. */
export const peopleRenderers = ({ codeKey, origin }: Ports): Record<string, Renderer> => ({
  'sign-in-code': async (tx, { subjectId }) => {
    const sent = await codeToSend(tx, codeKey, subjectId)
    const somebody = sent && (await staffAddress.one(tx, sent.subject))
    return somebody ? mail(somebody.email, code(sent.code)) : null
  },
  'staff-arrival': async (tx, { subjectId }) => {
    const somebody = await staffAddress.one(tx, subjectId)
    return somebody ? mail(somebody.email, arrival({ link: `${origin}/team/governance` })) : null
  },
  'staff-passkey': async (tx, { subjectId }) => {
    const made = await passkeyToSend.one(tx, subjectId)
    return made ? mail(made.email, newWayIn({ at: made.madeAt })) : null
  },
  'staff-link': async (tx, { subjectId }) => {
    const made = await linkToSend.one(tx, subjectId)
    return made ? mail(made.email, newWayIn({ at: made.madeAt })) : null
  },
  'staff-invitation': async (tx, { subjectId }) => {
    const made = await invitationToSend.one(tx, subjectId)
    const link = origin + invitationPath(codeKey, subjectId)
    return made ? mail(made.email, invitation({ link, until: made.expiresAt })) : null
  },
  'staff-recovery': async (tx, { subjectId, subjectSequence }) => {
    const found = await recoveryToSend.one(tx, subjectId)
    if (!found) return null
    if (subjectSequence === 0) return mail(found.email, recoveryAsked())
    if (subjectSequence === 2) return mail(found.email, recoveryUsed())
    if (!found.agreedAt || found.endedAt) return null
    const link = origin + recoveryPath(codeKey, subjectId)
    return mail(found.email, recoveryAgreed({ link, until: found.agreedAt.add({ hours: 1 }) }))
  },
})

const mail = (to: string, letter: Letter): Rendered => ({ channel: 'email', to, ...letter })
