import type { Verb } from '#lib/verb'
import { whyVerb } from '#booking'
import { coachVerb } from '#coaches'
import { enquiriesVerb } from '#enquiries'
import { keyVerb } from '#identity'
import { helplineVerb, organisationsVerb, programmeVerb, serviceVerb } from '#organisations'
import type { Store } from '../config.ts'
import { doctorVerb } from './doctor.ts'

/** Every verb of the operator's tool. */
export const verbs = (store: Store): readonly Verb[] => [
  keyVerb,
  organisationsVerb,
  serviceVerb,
  helplineVerb,
  programmeVerb,
  coachVerb,
  whyVerb,
  enquiriesVerb,
  doctorVerb(store),
]
