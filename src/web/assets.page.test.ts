import assert from 'node:assert/strict'
import { guardsWith } from '../../testing/staff.ts'
import { glob, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import { html } from '#lib/html'
import * as nhsuk from '#nhsuk'
import { openAssets } from './assets.ts'
import { buildAssets } from './assets/build.ts'
import { closed } from './guards.ts'
import { layout } from './pages/layout.ts'
import { page } from './route.ts'
import { serve } from './serve.ts'

const source = join(import.meta.dirname, '..')
const folder = join(source, '../.build/assets')
await buildAssets(folder)
const assets = await openAssets(folder)
const [cssName = '', jsName = ''] = assets.files.keys()
const css = String(assets.files.get(cssName)?.plain)
const home = layout({ title: 'Talk to a coach', body: html`<h1>Talk to a coach</h1>` })
const server = await serve({
  routes: [{ method: 'GET', path: '/', may: 'anyone', handle: async () => page(home) }],
  ports: { clock: () => Temporal.Instant.from('2026-11-23T10:00:00Z'), baseUrl: 'http://localhost:3000' },
  guards: guardsWith({ loopback: closed, demo: closed }),
  assets,
})

describe('The styles and the script', () => {
  it('are built once, and again only when a source has changed', async () => {
    const before = await stat(join(folder, 'list.json'))
    await buildAssets(folder)
    assert.equal((await stat(join(folder, 'list.json'))).ino, before.ino)
  })

  it('name no other host and bring no typeface', () => {
    for (const text of [css, String(assets.files.get(jsName)?.plain)])
      assert.ok(!/https?:|\/\/\w+\.|@font-face|@import/.test(text))
    assert.ok(css.includes('html{font-family:arial,sans-serif}'))
    assert.ok(!/frutiger/i.test(css))
  })

  it('have nothing of the NHS identity', () => {
    const ours = css.replace(/:root\{[^}]*\}/, '').replace(/[^}]*::-ms-value\{[^}]*\}/g, '')
    assert.ok(!/#005eb8|frutiger/i.test(ours))
  })

  it('dress every component that any page draws', async () => {
    const theme = await readFile(join(import.meta.dirname, 'assets/theme.scss'), 'utf8')
    const styled = new Set([...theme.matchAll(/components\/([\w-]+)/g)].map((match) => match[1]))
    const folders: Record<string, string> = { table: 'tables', list: 'do-dont-list', image: 'images' }
    const inCore = new Set(['heading', 'legend', 'caption', 'officialFolder'])
    for await (const file of glob('!(nhsuk)/**/!(*.test).ts', { cwd: source })) {
      const imported = /import \{([^}]*)\} from '#nhsuk'/.exec(await readFile(join(source, file), 'utf8'))?.[1] ?? ''
      for (const name of imported.split(',').map((part) => part.trim())) {
        if (!(name in nhsuk) || inCore.has(name)) continue
        const component = folders[name] ?? name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
        assert.ok(styled.has(component), `${file} draws ${name}: add components/${component} to theme.scss`)
      }
    }
  })

  it('are told from their background by everybody: every colour of ours has a contrast of 4.5 on white', async () => {
    const theme = await readFile(join(import.meta.dirname, 'assets/theme.scss'), 'utf8')
    const colours = [...theme.matchAll(/(#[0-9a-f]{6})/g)].map((match) => match[1]!)
    assert.ok(colours.length >= 6)
    for (const colour of colours) assert.ok(1.05 / (luminance(colour) + 0.05) >= 4.5, colour)
  })

  it('are kept for ever under names that change with them, and arrive compressed', async () => {
    const answer = await server.inject({ url: `/assets/${cssName}`, headers: { 'accept-encoding': 'br' } })
    assert.equal(answer.headers['cache-control'], 'public, max-age=31536000, immutable')
    assert.equal(answer.headers['x-content-type-options'], 'nosniff')
    assert.equal(answer.headers['content-type'], 'text/css; charset=utf-8')
    assert.equal(String(brotliDecompressSync(answer.rawPayload)), css)
    assert.equal((await server.inject(`/assets/${cssName}`)).body, css)
  })

  it('weigh, with the frame of a page, less than 40 kB', async () => {
    const { body } = await server.inject('/')
    const named = [...body.matchAll(/\/assets\/([\w.]+)/g)].map((match) => match[1]!)
    assert.equal(named.length, 3)
    const weights = named.map((name) => assets.files.get(name)!.br.length)
    assert.ok(brotliCompressSync(body).length + weights.reduce((sum, weight) => sum + weight) < 40_000)
  })
})

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
