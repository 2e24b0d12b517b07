import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, it } from 'node:test'
import { promisify } from 'node:util'
import { faultsInLedger, openLedger } from './ledger.ts'

const folder = mkdtempSync(join(tmpdir(), 'lay-ledger-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const at = Temporal.Instant.from('2026-11-23T08:00:00Z')
const amina = 'a0000000-0000-4000-8000-000000000001'
const mark = 'a0000000-0000-4000-8000-000000000002'
let places = 0

function ledger() {
  const [own, copy] = [join(folder, `own-${++places}`), join(folder, `copy-${places}`)]
  const opened = openLedger(own, [copy], () => at)
  return { ...opened, own, copy, copyPath: join(copy, 'erasures.jsonl'), text: () => readFileSync(opened.path, 'utf8') }
}
const erased = (clientId: string) => ({ kind: 'erased', clientId, at }) as const

describe('the record of erasures', () => {
  it('gives each line its number, and gives back who was erased and what was carried out', () => {
    const { append, read } = ledger()
    const line = append(erased(amina))
    append({ kind: 'done', of: line })
    assert.equal(append(erased(mark)), line + 2)
    const { id, erased: lines, done } = read()
    assert.match(id ?? '', /^[0-9a-f-]{36}$/)
    assert.deepEqual(lines, [
      { line, clientId: amina },
      { line: line + 2, clientId: mark },
    ])
    assert.deepEqual([...done], [line])
  })

  it('is nothing before its first line', () => {
    const { read, own, copy } = ledger()
    assert.deepEqual(read(), { id: null, erased: [], done: new Set() })
    assert.deepEqual(faultsInLedger(own, [copy]), [])
  })

  it('is for its owner alone, and the copy is the same', () => {
    const { append, text, path, copyPath } = ledger()
    append(erased(amina))
    assert.equal(statSync(path).mode & 0o777, 0o600)
    assert.equal(statSync(join(dirname(path), 'lock')).mode & 0o777, 0o600)
    assert.equal(readFileSync(copyPath, 'utf8'), text())
  })

  it('begins anew after a line that a crash cut short, which nobody acted on', () => {
    const { append, read, path } = ledger()
    append(erased(amina))
    appendFileSync(path, '{"kind":"erased","clientId":"a000')
    append(erased(mark))
    assert.deepEqual(
      read().erased.map(({ clientId }) => clientId),
      [amina, mark],
    )
  })

  it('says so when a line was changed, taken out or put elsewhere', () => {
    const { append, read, path, text } = ledger()
    for (const each of [amina, mark, amina]) append(erased(each))
    const whole = text()
    const lines = whole.split('\n')
    for (const wrong of [
      whole.replace(mark, amina),
      lines.toSpliced(1, 1).join('\n'),
      lines.toSpliced(0, 1).join('\n'),
    ]) {
      writeFileSync(path, wrong)
      assert.throws(read, /^Error: Line \d of \S+ is not as it was written/)
      assert.throws(() => append(erased(mark)), /not as it was written/)
    }
  })

  it('writes nothing where the copy knows more: one of the two is not the newest', () => {
    const { append, path, text, own, copy } = ledger()
    append(erased(amina))
    const before = text()
    append(erased(mark))
    writeFileSync(path, before)
    assert.throws(() => append(erased(mark)), /put the longer of the two in both places/)
    assert.equal(text(), before)
    assert.equal(faultsInLedger(own, [copy]).length, 1)
  })

  it('does without a copy for as long as that cannot be written, and says so', () => {
    const { append, own, copy, copyPath, text } = ledger()
    writeFileSync(copy, 'a file where a folder should be')
    append(erased(amina))
    assert.equal(faultsInLedger(own, [copy]).length, 1)
    rmSync(copy)
    append(erased(mark))
    assert.equal(readFileSync(copyPath, 'utf8'), text())
  })

  it('takes lines of several processes at once, each in its place', async () => {
    const { own, copy, read } = ledger()
    const program = `
      import { openLedger } from '${import.meta.dirname}/ledger.ts'
      const at = Temporal.Instant.from('2026-11-23T08:00:00Z')
      const ledger = openLedger(${JSON.stringify(own)}, [${JSON.stringify(copy)}], () => at)
      for (let i = 0; i < 20; i++) ledger.append({ kind: 'erased', clientId: '${amina}', at })`
    const run = () => promisify(execFile)(process.execPath, ['--input-type=module', '-e', program])
    await Promise.all([run(), run(), run()])
    assert.equal(read().erased.length, 60)
    assert.deepEqual(faultsInLedger(own, [copy]), [])
  })
})
