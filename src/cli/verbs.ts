import { systemClock } from '#lib/clock'
import type { Verb } from '#lib/verb'
import { placesOf, trySpread } from '#backup'
import { auditVerb, privateKeyOf, publicKeyOf } from '#audit'
import { rehomeVerb, rehoming, whyVerb } from '#booking'
import { coachVerb } from '#coaches'
import { editionVerb } from '#commissioning'
import { enquiriesVerb } from '#enquiries'
import { keyVerb } from '#identity'
import {
  closureVerb,
  helplineVerb,
  organisationsVerb,
  pauseVerb,
  programmeVerb,
  providerVerb,
  serviceVerb,
} from '#organisations'
import { peopleVerb } from '#people'
import { keysVerb } from '#vault'
import type { Store } from '../config.ts'
import { dumpsOf, openKeyHolder } from '../launch/key-holder.ts'
import { backupVerb } from './backup-verb.ts'
import { keepSecrets } from '../launch/secrets.ts'
import { doctorVerb } from './doctor.ts'
import { restoreVerb } from './restore-verb.ts'

/** How the operator's tool gets at keys: as the desk. */
const holding = (store: Store) => ({
  ...store,
  holderSecrets: store.keyHolder === null ? {} : { desk: keepSecrets(store.dataDir).holder.desk },
})

/** Every verb of the operator's tool. */
export const verbs = (store: Store): readonly Verb[] => [
  keyVerb,
  organisationsVerb,
  serviceVerb,
  closureVerb,
  pauseVerb,
  helplineVerb,
  programmeVerb,
  providerVerb,
  coachVerb(rehoming),
  peopleVerb({
    codeKey: () => Buffer.from(keepSecrets(store.dataDir).keys.codes, 'base64url'),
    origin: () => store.teamOrigin ?? '',
  }),
  rehomeVerb,
  whyVerb,
  enquiriesVerb((db) => openKeyHolder(holding(store), { db, clock: systemClock, alarm: () => {} })),
  backupVerb(store),
  restoreVerb(store),
  editionVerb,
  auditVerb({
    publicKey: () => publicKeyOf(privateKeyOf(keepSecrets(store.dataDir).checkpoint)),
    folder: store.checkpointDir,
  }),
  keysVerb({
    kekFile: store.kekFile,
    dumps: dumpsOf(store),
    spread: () => trySpread(placesOf(store).keyDumps),
  }),
  doctorVerb(store),
]
