// Checks the download “proof.json” of “Who has opened my record”, offline: node verify.mjs proof.json [older.json]
// Needs Node 20 or later and nothing else. An older download of yours shows whether anything has been taken back since.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
const stop = (why) => (console.error(why), process.exit(1))
process.on('uncaughtException', () => stop('This is no whole proof: a part of it is missing or cannot be read'))
const [file = 'proof.json', older] = process.argv.slice(2)
const read = (path) => JSON.parse(readFileSync(path, 'utf8'))
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const bytes = (step) => Buffer.from(has(step, 'side', 'hash').hash, 'hex')
const [leafMark, nodeMark] = [Buffer.from([0]), Buffer.from([1])]
// Each part has these fields and no others: what is not known was not checked.
const entryFields = 'subjectId n at verb subjectKind actorKind actorId objectId reason requestId zone'.split(' ')
const signedFields = 'epoch seq at size root prev watermark key'.split(' ')
const isOf = (part, fields) => Object.keys(part).sort().join() === fields.sort().join()
const has = (part, ...fields) => (isOf(part, fields) ? part : stop('No whole proof: a field is unknown or missing'))
const { publicKey, checkpoint, count, chains } = has(read(file), 'format', 'publicKey', 'checkpoint', 'count', 'chains')
for (const [name, part] of Object.entries({ 'public key': publicKey, checkpoint, 'first entry': chains[0] }))
  if (!part) stop(`The ${name} is missing: download the proof again in a quarter of an hour`)
const lines = (mark, of, fields, ...more) => [mark, ...fields.map((field) => of[field]), ...more].join('\n')
const faults = []
const fault = (isWrong, words) => isWrong && faults.push(words)
// The checkpoint was signed by the key that is named.
const key = sha256(createPublicKey(publicKey).export({ type: 'spki', format: 'der' })).toString('hex')
const signature = Buffer.from(has(checkpoint, ...signedFields, 'signature').signature, 'base64')
const signed = Buffer.from(lines('looking-after-checkpoint-1', checkpoint, signedFields))
fault(checkpoint.key !== key || !verify(null, signed, publicKey, signature), 'The checkpoint is not signed by the key')
fault(chains.length !== count, `There are ${chains.length} chains of ${count}`)
for (const chain of chains) {
  const { subjectId: of, count: atLeast, entries, sealed } = has(chain, 'subjectId', 'count', 'entries', 'sealed')
  // Each entry has the hash of its own text, and carries that of the one before.
  fault(!(entries.length >= Math.max(atLeast, 1)), `The end of ${of} is missing: ${entries.length} of ${atLeast}`)
  entries.forEach((entry, at) => {
    const { subjectId, n, late, prev, hash } = has(entry, ...entryFields, 'late', 'prev', 'hash')
    fault(subjectId !== of || n !== at + 1, `Entry ${at + 1} of ${of} is missing`)
    fault(prev !== (entries[at - 1]?.hash ?? ''), `Entry ${n} of ${of} does not follow the one before it`)
    const text = lines('looking-after-audit-1', entry, entryFields, late ? 'late' : '', prev)
    fault(hash !== sha256(text).toString('hex'), `Entry ${n} of ${of} was changed`)
  })
  if (sealed === null) continue
  // From that entry, a path of hashes leads to the root that was signed.
  const { n, path } = has(sealed, 'n', 'path')
  const climb = (node, step) => sha256(nodeMark, ...(step.side === 'left' ? [bytes(step), node] : [node, bytes(step)]))
  const root = path.reduce(climb, sha256(leafMark, `${of} ${n} ${entries[n - 1]?.hash}`)).toString('hex')
  fault(root !== checkpoint.root, `Entry ${n} of ${of} is not under the checkpoint`)
}
for (const { subjectId, entries } of older ? read(older).chains : []) {
  const now = chains.find((chain) => chain.subjectId === subjectId)?.entries ?? []
  for (const { n, hash } of entries)
    fault(now[n - 1]?.hash !== hash, `Entry ${n} of ${subjectId} was in your older download and is not the same now`)
}
if (faults.length > 0) stop([...faults, 'Something is not as it was written.'].join('\n'))
const under = chains.filter(({ sealed }) => sealed)
const proved = under.reduce((sum, { sealed }) => sum + sealed.n, 0)
const newer = chains.reduce((sum, { entries }) => sum + entries.length, -proved)
console.log(`${proved} entries of ${under.length} chains are proved by the checkpoint of ${checkpoint.at}`)
console.log(`${newer} entries are newer and not yet sealed, of ${chains.length} chains in all\nKey: ${key}`)
console.log(`${newer > 0 ? 'What is proved' : 'All of it'} is as it was written.`)
