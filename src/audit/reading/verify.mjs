// Checks the download “proof.json” of “Who has opened my record”, offline: node verify.mjs proof.json [older.json]
// Needs Node 20 or later and nothing else. An older download of yours shows whether anything has been taken back since.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'

const [file = 'proof.json', older] = process.argv.slice(2)
const read = (path) => JSON.parse(readFileSync(path, 'utf8'))
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const hex = (text) => Buffer.from(text, 'hex')
const [leafMark, nodeMark] = [Buffer.from([0]), Buffer.from([1])]
const faults = []
const { publicKey, checkpoint, chains } = read(file)

const fields = 'subjectId n at verb subjectKind actorKind actorId objectId reason requestId zone'.split(' ')
const entryText = (e) =>
  ['looking-after-audit-1', ...fields.map((field) => e[field]), e.late ? 'late' : '', e.prev].join('\n')
const checkpointText = (c) =>
  ['looking-after-checkpoint-1', c.epoch, c.seq, c.at, c.size, c.root, c.prev, c.watermark, c.key].join('\n')

// The checkpoint was signed by the key that is named.
const keyBytes = createPublicKey(publicKey).export({ type: 'spki', format: 'der' })
if (checkpoint) {
  const signature = Buffer.from(checkpoint.signature, 'base64')
  const isSigned = verify(null, Buffer.from(checkpointText(checkpoint)), publicKey, signature)
  if (!isSigned || checkpoint.key !== sha256(keyBytes).toString('hex'))
    faults.push('The checkpoint is not signed by the key')
}

let [entries, sealed] = [0, 0]
for (const chain of chains) {
  // Each entry has the hash of its own text, and carries that of the one before.
  chain.entries.forEach((entry, at) => {
    const name = `Entry ${at + 1} of ${chain.subjectId}`
    const before = chain.entries[at - 1]?.hash ?? ''
    if (entry.subjectId !== chain.subjectId || entry.n !== at + 1) faults.push(`${name} is missing`)
    if (entry.prev !== before) faults.push(`${name} does not follow the one before it`)
    if (entry.hash !== sha256(entryText(entry)).toString('hex')) faults.push(`${name} was changed`)
  })
  entries += chain.entries.length
  if (!chain.sealed) continue
  // From that entry, a path of hashes leads to the root that was signed.
  const head = chain.entries[chain.sealed.n - 1]
  const leaf = sha256(leafMark, `${chain.subjectId} ${chain.sealed.n} ${head?.hash}`)
  const climb = (node, step) =>
    step.side === 'left' ? sha256(nodeMark, hex(step.hash), node) : sha256(nodeMark, node, hex(step.hash))
  if (chain.sealed.path.reduce(climb, leaf).toString('hex') !== checkpoint?.root)
    faults.push(`Entry ${chain.sealed.n} of ${chain.subjectId} is not under the checkpoint`)
  sealed += chain.sealed.n
}
for (const chain of older ? read(older).chains : [])
  for (const { n, hash } of chain.entries)
    if (chains.find((each) => each.subjectId === chain.subjectId)?.entries[n - 1]?.hash !== hash)
      faults.push(`Entry ${n} of ${chain.subjectId} was in your older download and is not the same now`)

for (const fault of faults) console.error(fault)
console.log(`${entries} entries, ${sealed} of them under the checkpoint of ${checkpoint?.at ?? '(none yet)'}`)
console.log(`Key: ${sha256(keyBytes).toString('hex')}`)
console.log(faults.length === 0 ? 'All of it is as it was written.' : 'Something is not as it was written.')
process.exit(faults.length === 0 ? 0 : 1)
