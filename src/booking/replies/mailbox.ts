import { createHash } from 'node:crypto'
import { worker } from '#lib/door'
import { isUuid } from '#lib/text'
import { readMailbox, type MailboxPorts, type Written } from '#mailbox'
import { messageNamed, undelivered } from '#notifications'
import { takeMail, type MailReply, type ReplyPorts } from './take.ts'

/** Reads what people answered to mail, and what of our mail came back. */
export const readAnswers = (ports: ReplyPorts & Pick<MailboxPorts, 'account' | 'log'>): Promise<void> =>
  readMailbox({
    ...ports,
    key: ports.contactKey,
    takeWritten: (written) => takeMail(ports, nameOf(written), replyOf(written)),
    takeBounce: (about) =>
      ports.db.withActor(worker, async (tx) => {
        let news = false
        for (const id of new Set(about.map(idOf))) if (id !== null && (await undelivered(tx, id, 'email'))) news = true
        return news
      }),
  })

/** By the name that a mail went under, or by what a relay was given to say it by. */
const idOf = (name: string) => messageNamed(name) ?? (isUuid(name) ? name.toLowerCase() : null)

const replyOf = ({ letter, said }: Written): MailReply | null => said && { ...said, whole: letter.whole }

/**
 * The same for the same mail, however often a server hands it over or numbers it anew, and another for another: a mail can say of itself
 * that it is one that came before.
 */
function nameOf({ letter, said }: Written): string {
  const parts = said ? [said.named, said.from, said.subject, said.words] : [letter.mail]
  const hash = createHash('sha256')
  for (const part of parts) hash.update(createHash('sha256').update(part).digest())
  return `mail ${hash.digest('hex')}`
}
