import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { it } from 'node:test'
import { promisify } from 'node:util'

/** The packages that a process has read once it has a file of ours, and before anybody asked it for anything. */
async function packagesOf(file: string): Promise<string[]> {
  const program = `
    const { registerHooks } = await import('node:module')
    const read = new Set()
    registerHooks({ load: (url, context, next) => (read.add(/node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(url)?.[1]), next(url, context)) })
    await import(${JSON.stringify(join(import.meta.dirname, '..', file))})
    console.log(JSON.stringify([...read].filter(Boolean)))`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program])
  return JSON.parse(stdout) as string[]
}

const whenNeeded = [
  'nunjucks',
  'imapflow',
  'nodemailer',
  'postal-mime',
  'csv-parse',
  '@simplewebauthn/server',
  'openid-client',
]

for (const file of ['handlers.ts', 'app.ts'])
  it(`${file} reads the large packages when they are needed, and keeps none in memory before`, async () => {
    const read = await packagesOf(file)
    assert.ok(read.includes('pg'))
    assert.deepEqual(
      read.filter((name) => whenNeeded.includes(name)),
      [],
    )
  })
