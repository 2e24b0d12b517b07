import { execFileSync } from 'node:child_process'
import { lookup } from 'node:dns/promises'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { Worker } from 'node:worker_threads'

/** A program in the sealed process that tries what none may: says of each whether it could. */
const chunks: Buffer[] = []
for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
const { file, folder, port } = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, string>

const connected = () =>
  new Promise((resolve, reject) => connect(Number(port), '127.0.0.1').on('connect', resolve).on('error', reject))
const attempts: Record<string, () => unknown> = {
  'reads its own folder': () => readdirSync(import.meta.dirname),
  'reads a file': () => readFileSync(file!),
  'reads a folder': () => readdirSync(folder!),
  'writes a file': () => writeFileSync(`${folder}/left-behind`, 'x'),
  'writes in its own folder': () => writeFileSync(`${import.meta.dirname}/left-behind`, 'x'),
  'starts a program': () => execFileSync('/bin/true'),
  'starts a thread': () => new Worker('', { eval: true }),
  'asks another machine': connected,
  'looks a name up': () => lookup('localhost'),
  'runs text as a program': () => Reflect.construct(Function, ['return 1']) as unknown,
  'sees the environment': () => {
    if (Object.keys(process.env).length === 0) throw new Error('empty')
  },
}
const could: string[] = []
for (const [name, attempt] of Object.entries(attempts))
  try {
    await attempt()
    could.push(name)
  } catch {
    // As it should be.
  }
process.stdout.write(JSON.stringify(could))
