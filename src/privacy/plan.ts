import type { Clock } from '#lib/clock'
import type { Tx } from '#lib/sql'
import type { Contact, Notices, Wants } from '#identity'
import { plan } from '#notifications'
import { accountKinds } from './kinds.ts'

/** Plans the message with a code, by the way of what was typed. Planned for every code, also where it goes to nobody. */
export async function planCode(
  tx: Tx,
  clock: Clock,
  codeId: string,
  { kind }: Contact,
  wants: Wants | 'contact',
): Promise<void> {
  const about = { subjectId: codeId, subjectSequence: 0, recipient: 'address' as const, dueAt: clock() }
  await plan(tx, [
    {
      ...about,
      kind: wants === 'client' ? accountKinds.signIn : accountKinds[wants],
      channel: kind === 'email' ? 'email' : 'text',
    },
  ])
}

/** Plans what every contact is told. */
export const planNotices =
  (clock: Clock) =>
  async (tx: Tx, notices: Notices): Promise<void> =>
    plan(
      tx,
      notices.map(({ id, channel }) => ({
        kind: accountKinds.notice,
        subjectId: id,
        subjectSequence: 0,
        recipient: 'client',
        channel: channel === 'text' ? 'text' : 'email',
        dueAt: clock(),
      })),
    )
