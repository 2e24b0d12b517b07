import { operator } from '#lib/door'
import { fault, type Verb } from '#lib/verb'
import { editedQuarters, editionOf } from './edition.ts'
import { editionFile } from './file.ts'
import { makeEdition } from './make.ts'
import { quarterOf } from './quarter.ts'

const sentences = {
  'there is one': 'There is an edition of this quarter already. It is frozen and is not made again.',
  'not over': 'This quarter is not over. An edition counts a whole quarter.',
}

/** `edition list`, `edition make` and `edition show`: what those who pay, and everybody else, are shown. */
export const editionVerb: Verb = {
  name: 'edition',
  usage: 'edition list | edition make QUARTER | edition show QUARTER',
  help: `What those who pay for the service are shown, and everybody else with them: sessions of a quarter by service and
area, small numbers hidden and the rest rounded. Made by itself in the night after a quarter ends.

  edition list           quarters that have an edition
  edition make QUARTER   makes one now; refuses where there is one, or the quarter is not over
  edition show QUARTER   the table as CSV, as the page gives it

A quarter is written 2026-Q3, which is July to September 2026.`,
  async run([what, ...args], io, { db }) {
    if (what === 'list' && args.length === 0) {
      for (const { key } of await db.withActor(operator, editedQuarters)) io.out(key)
      return 0
    }
    const quarter = quarterOf(args[0] ?? '')
    if (!quarter || args.length !== 1 || (what !== 'make' && what !== 'show'))
      return fault(io, `usage: ${editionVerb.usage}`)
    return db.withActor(operator, async (tx) => {
      if (what === 'show') {
        const edition = await editionOf(tx, quarter)
        if (!edition) return fault(io, 'There is no edition of this quarter: see edition list')
        io.out(editionFile(edition).body.trimEnd())
        return 0
      }
      const made = await makeEdition(tx, quarter, { kind: 'operator', id: null })
      if (made !== 'made') return fault(io, sentences[made])
      io.out(`Made the edition of ${quarter.key}.`)
      return 0
    })
  },
}
