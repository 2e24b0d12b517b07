import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type SafeHtml, trusted } from '#lib/html'
import * as nhsuk from './index.ts'
import { officialComponents, type OfficialComponent } from './official.ts'

const components = officialComponents()
type Drawer = (params: object, inside?: SafeHtml) => SafeHtml
const drawers = new Map<string, unknown>(Object.entries(nhsuk))

describe('The components', () => {
  for (const component of components) {
    it(`draw every official example of ${component.folder} as the official package does, first and again`, () => {
      for (const { context, callBlock, html, name } of component.fixtures) {
        const inside = callBlock === undefined ? undefined : trusted(callBlock.trim())
        const first = drawerOf(component)(withSafeHtml(context) as object, inside)
        const again = drawerOf(component)(withSafeHtml(context) as object, inside)
        assert.equal(first.markup, html.trim(), name)
        assert.equal(again.markup, first.markup, name)
      }
    })
  }

  it('are tried on more than nine hundred examples', () => {
    const tried = components.reduce((sum, { fixtures }) => sum + fixtures.length, 0)
    assert.ok(tried > 900, `only ${tried}`)
  })

  it('write no text as markup, whichever option it came in by', () => {
    for (const component of components)
      for (const { context, name } of component.fixtures) {
        const { markup } = drawerOf(component)(withSafeHtml(hostile(context)) as object)
        assert.ok(!markup.includes('<x-planted'), `${component.folder}: ${name}`)
        assert.ok(!/="[^"]*" planted="/.test(markup), `${component.folder}: ${name}`)
      }
  })
})

const drawerOf = ({ macro }: OfficialComponent) => drawers.get(macro) as Drawer

/** The example with its markup as SafeHtml, which is how the typed functions take it. */
function withSafeHtml(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return /^html$|Html$/.test(key) ? trusted(value) : value
  return mapParts(value, withSafeHtml)
}

function hostile(value: unknown, key = ''): unknown {
  if (key === 'attributes') return value
  if (typeof value === 'string') return /^html$|Html$|^element$/.test(key) ? value : `${value}<x-planted>" planted="'`
  return mapParts(value, hostile)
}

function mapParts(value: unknown, change: (part: unknown, key: string) => unknown): unknown {
  if (Array.isArray(value)) return value.map((part) => change(part, ''))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, change(part, name)]))
}
