import { readFileSync } from 'node:fs'
import { fingerprintOf, openedOf, proofOf, proofSize, record, verifierPath } from '#audit'
import { reasonsTold } from '#governance'
import { page, type Ports, type Route, type Visit } from '#web'
import { askedIn, sinceInstant } from './asked.ts'
import { openedPage } from './page.ts'

export type OpenedPorts = Pick<Ports, 'db'> & {
  /** The PEM of the key that checkpoints are signed with. */
  publicKey: string
}

/** "Who has opened my record", the proof of it, and what checks the proof. */
export function openedRoutes({ db, publicKey }: OpenedPorts): Route[] {
  const verifier = readFileSync(verifierPath)
  const fingerprint = fingerprintOf(publicKey)
  return [
    {
      method: 'GET',
      path: '/you/opened',
      may: 'client',
      async handle({ viewer, query, now }) {
        const asked = askedIn(query)
        const shown = await db.withActor(viewer.actor, async (tx) => ({
          opened: await openedOf(tx, { ...asked, since: sinceInstant(asked, now) }),
          size: await proofSize(tx),
          reasons: await reasonsTold(tx),
        }))
        return page(openedPage({ asked, fingerprint, ...shown }))
      },
    },
    {
      method: 'GET',
      path: '/you/opened/proof',
      may: 'client',
      async handle({ viewer, requestId }: Visit) {
        const proof = await db.withActor(viewer.actor, async (tx) => {
          const made = await proofOf(tx, publicKey)
          await record(tx, {
            verb: 'trail.downloaded',
            subjectKind: 'client',
            subjectId: viewer.id!,
            actorKind: 'client',
            requestId,
          })
          return made
        })
        return {
          kind: 'file',
          body: `${JSON.stringify(proof, null, 2)}\n`,
          type: 'application/json; charset=utf-8',
          name: 'proof.json',
        }
      },
    },
    {
      method: 'GET',
      path: '/you/opened/verify.mjs',
      may: 'anyone',
      handle: async () => ({
        kind: 'file',
        body: verifier,
        type: 'text/javascript; charset=utf-8',
        name: 'verify.mjs',
      }),
    },
  ]
}
