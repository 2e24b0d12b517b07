import assert from 'node:assert/strict'
import { it } from 'node:test'
import { practice, written } from '../../../testing/practices.ts'
import { readFile } from './file.ts'

const bytes = (text: string) => Buffer.from(text)
const faultsIn = (text: string | Buffer) =>
  readFile(Buffer.from(text)).faults.map(({ line, words }) => `${line}: ${words}`)
const good = written(practice({ code: 'A81001' }))

it('reads a practice', () => {
  const { lines, workplaces, faults } = readFile(bytes(`${good}\n`))
  assert.deepEqual([lines, faults], [1, []])
  assert.deepEqual(
    { ...workplaces[0], words: [] },
    {
      code: 'A81001',
      name: 'The Densham Surgery',
      town: 'Stockton on Tees',
      postcode: 'TS18 1HU',
      boardCode: 'QHM',
      placeCode: '16C',
      settingKey: 'general-practice',
      status: 'active',
      openedOn: '1974-04-01',
      closedOn: null,
      words: [],
    },
  )
})

it('takes a byte order mark, either line ending, a last line without one, quotes within and lines with nothing', () => {
  const other = written(practice({ code: 'A81002', name: 'THE ""NEW"" SURGERY' }))
  const { workplaces, faults } = readFile(bytes(`\ufeff${good}\r\n\r\n${other}`))
  assert.deepEqual(faults, [])
  assert.deepEqual(
    workplaces.map(({ name }) => name),
    ['The Densham Surgery', 'The "New" Surgery'],
  )
})

it('leaves out what is not a general practice in England, and says how many', () => {
  const rows = [{ region: 'W00' }, { region: '' }, { prescribing: '2' }, { status: 'C', closed: '20240131' }]
  const text = rows.map((row, i) => written(practice({ code: `A8100${i}`, ...row }))).join('\n')
  const { workplaces, ignored, faults } = readFile(bytes(text))
  assert.deepEqual(faults, [])
  assert.deepEqual(ignored, { 'not in England': 2, 'not a general practice': 1 })
  assert.deepEqual(
    workplaces.map(({ status, closedOn }) => [status, closedOn]),
    [['closed', '2024-01-31']],
  )
})

it('names the line and the column of each fault and never what stands there', () => {
  const damage: [string, RegExp][] = [
    [good.replace(/,""$/, ''), /^2: has 26 columns, should have 27$/],
    [`${good},""`, /^2: has 28 columns, should have 27$/],
    [good.slice(0, -1), /^2: has a quotation mark that is never closed$/],
    [good.replace('"QHM"', '"Q"HM"'), /^2: has a stray quotation mark$/],
    [written(practice({ code: 'A-1' })), /^2: column 1 /],
    [written(practice({ name: ' ' })), /^2: column 2 /],
    [written(practice({ board: 'Q HM' })), /^2: column 4 /],
    [written(practice({ opened: '20230229' })), /^2: column 11 /],
    [written(practice({ closed: '2024-01-31' })), /^2: column 12 /],
    [written(practice({ status: 'X' })), /^2: column 13 /],
    [written(practice({ status: 'constructor' })), /^2: column 13 /],
    [written(practice({ opened: '20240131', closed: '20240130' })), /^2: it closed before it opened$/],
    [written(practice({ name: 'A\u0007B' })), /^2: holds a control character$/],
    [good, /^2: has the same code as line 1$/],
  ]
  for (const [line, expected] of damage) {
    const faults = faultsIn(`${good}\n${line}\n`)
    assert.equal(faults.length, 1, line)
    assert.match(faults[0]!, expected)
  }
})

it('keeps the damage of one line to that line', () => {
  const open = good.slice(0, -1).replace('A81001', 'A81002')
  const after = written(practice({ code: 'A81003', status: '?' }))
  assert.deepEqual(
    faultsIn(`${good}\n${open}\n${after}\n`).map((fault) => fault.slice(0, 2)),
    ['2:', '3:'],
  )
})

it('says of a file that is not UTF-8 on which lines, and of an archive or nothing what it is', () => {
  const latin = Buffer.concat([bytes(`${good}\n`), Buffer.from('"CAF\xc9"\n', 'latin1')])
  assert.deepEqual(faultsIn(latin), ['2: is not text in UTF-8'])
  assert.match(faultsIn(Buffer.from('PK\u0003\u0004'))[0]!, /archive/)
  assert.deepEqual(faultsIn(''), ['1: the file is empty'])
})

it('refuses a file with a line of column names', () => {
  assert.match(faultsIn(`"Organisation Code","Name"\n${good}`)[0]!, /^1: has 2 columns/)
})
