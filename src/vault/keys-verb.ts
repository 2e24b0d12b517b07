import { systemClock } from '#lib/clock'
import { fault, type Verb } from '#lib/verb'
import { dumpKeys, proveDump } from './dumping.ts'
import { readKeks } from './kek.ts'
import { rotate } from './rotate.ts'
import { kekStates } from './settle.ts'

type KeysPorts = {
  kekFile: string
  dumps: string
  /** Takes the newest dump to every other place; gives a sentence for each that cannot be written to. */
  spread: () => Promise<string[]>
}

/** `keys check`, `rotate` and `dump`: the keys that wrap all others. Fingerprints are shown, never keys. */
export const keysVerb = ({ kekFile, dumps, spread }: KeysPorts): Verb => ({
  name: 'keys',
  usage: 'keys check | keys rotate [--alone] | keys dump',
  help: `The keys of what is sealed. They are shown by their fingerprints alone.

  keys check   which key wraps the others, and whether the key file has all that the database needs
  keys rotate  a new key: everything is wrapped anew, dumped and tried, the dump taken to all its places, and the old key
               destroyed. Monthly, and whenever somebody may have seen the old one. What was interrupted is finished by
               running it again. Where a place cannot be written to, the old key stays: mend that and run it again, or
               with --alone do without that place
  keys dump    writes all wrapped keys into a sealed file beside the data, and drops those of more than seven days ago`,
  async run([what, ...rest], io, { db }) {
    const alone = what === 'rotate' && rest.join() === '--alone'
    if (rest.length > 0 && !alone) return fault(io, `usage: ${this.usage}`)
    const keks = () => readKeks(kekFile) ?? []
    if (what === 'check') {
      const states = await kekStates(db, kekFile)
      for (const { id, inFile, current, live, wraps } of states) {
        const place = inFile ? (current ? 'in use' : 'in the key file') : 'not in the key file'
        io.out([id, place, wraps ? 'wraps keys' : 'wraps nothing', live ? 'live' : 'retired'].join('\t'))
      }
      const missing = states.filter(({ inFile, wraps }) => wraps && !inFile)
      if (missing.length > 0)
        return fault(io, `${kekFile} lacks ${missing.map(({ id }) => id).join(', ')}: put it back`)
      return 0
    }
    if (what === 'rotate') {
      const done = (step: string) => io.err(step)
      const { kek, rewrapped } = await rotate({
        db,
        clock: systemClock,
        kekFile,
        dumps,
        done,
        async spread() {
          const faults = await spread()
          for (const words of faults) io.err(words)
          if (faults.length > 0 && !alone)
            throw new Error('The new dump of keys is not in all its places, so the old key stays: see keys --help')
        },
      })
      io.out(`${kek}\tin use\t${rewrapped} keys wrapped anew`)
      return 0
    }
    if (what === 'dump') {
      const file = await dumpKeys({ db, clock: systemClock, keks, folder: dumps })
      io.out(`${file}\t${proveDump(file, keks())} keys tried`)
      return 0
    }
    return fault(io, `usage: ${this.usage}`)
  },
})
