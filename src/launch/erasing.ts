import type { Kept, Ledger } from '#backup'
import type { Clock } from '#lib/clock'
import type { RecordPorts } from '#records'

/** How this deployment erases people: a line in its ledger first, so that no restored backup brings anybody back. */
export function erasing(kept: Kept, clock: Clock): RecordPorts['erase'] {
  let written: Ledger | undefined
  return async (clientId, act) => {
    // Read when the first person is erased: nobody may ever be.
    const { eraseForGood, openLedger, placesOf } = await import('#backup')
    const { ledger, ledgerCopies } = placesOf(kept)
    written ??= openLedger(ledger, ledgerCopies, clock)
    return eraseForGood(written, clientId, clock, act)
  }
}
