import { eraseForGood, openLedger, placesOf, type Kept } from '#backup'
import type { Clock } from '#lib/clock'
import type { RecordPorts } from '#records'

/** How this deployment erases people: a line in its ledger first, so that no restored backup brings anybody back. */
export function erasing(kept: Kept, clock: Clock): RecordPorts['erase'] {
  const { ledger, ledgerCopies } = placesOf(kept)
  const written = openLedger(ledger, ledgerCopies, clock)
  return (clientId, act) => eraseForGood(written, clientId, clock, act)
}
