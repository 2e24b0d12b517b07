import { worker } from '#lib/door'
import { complaintKept, type Renderer } from '#notifications'
import { open, type KeyHolder } from '#vault'
import { complaintToConfirm } from '../queries.ts'

export const complaintReceived = 'complaint-received'

export const complaintCell = (id: string, column: 'words' | 'email') => ({ table: 'data_complaint', column, row: id })

/** Says at once that a complaint has come, where its answer will go, in words that say nothing of what it is about. */
export const recordRenderers = ({ vault }: { vault: Pick<KeyHolder, 'unwrap'> }): Record<string, Renderer> => ({
  [complaintReceived]: async (tx, { subjectId: id }) => {
    const found = await complaintToConfirm.one(tx, id)
    const key = found && (await vault.unwrap([{ subject: id, purpose: 'contact' }], worker)).of(id, 'contact')
    if (!key) return null
    const { reference, answerBy, sealedEmail } = found
    const letter = complaintKept({ reference, answerBy: Temporal.PlainDate.from(answerBy) })
    return { channel: 'email', to: open(key, complaintCell(id, 'email'), sealedEmail), ...letter }
  },
})
