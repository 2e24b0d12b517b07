import { busyPage } from '#identity'
import { field, type Visit } from '#web'

/** Asks for the same choice again in a moment: very many people behind this address are holding times. */
export const wait = (action: string, visit: Visit, { againSeconds }: { againSeconds: number }, back = '/book/how') =>
  busyPage({ action, fields: { start: field(visit, 'start') }, seconds: againSeconds, back })
