import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runtimeIn } from './runtime.mjs'

/** Whether node_modules holds what the lock file says, for this kind of machine, as far as our own stamp knows. */
export function packagesAreThere(root) {
  const stamp = stampOf(root)
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted(root) && runtimeIn(root) !== null
}

/** Installs the lock file exactly, without running any package's scripts; says how far it is on standard error. */
export async function installPackages(root) {
  const began = performance.now()
  const seconds = () => Math.round((performance.now() - began) / 1000)
  console.error('Installing packages. The first time takes a minute or two.')
  const ticking = setInterval(() => console.error(`  still installing (${seconds()} s)`), 15_000)
  const { code, said } = await npmCi(root).finally(() => clearInterval(ticking))
  if (code !== 0) throw new Error(`Packages could not be installed: ${whatWentWrong(root, said)}`)
  if (runtimeIn(root) === null)
    throw new Error(
      `Node 26 for ${process.platform} ${process.arch} did not come with the packages: remove node_modules and try again, or run under Node 26`,
    )
  writeFileSync(stampOf(root), wanted(root))
  console.error(`Packages are installed (${seconds()} s).`)
}

const stampOf = (root) => join(root, 'node_modules', '.looking-after')

const wanted = (root) =>
  `${createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')} ${process.platform}-${process.arch}\n`

/** Development packages and optional ones are asked for by name: a machine's own npm settings may leave them out. */
function npmCi(root) {
  const args = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund']
  const [program, ...first] = npm()
  return new Promise((resolve) => {
    const child = spawn(program, [...first, ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    })
    let said = ''
    const hear = (piece) => (said += piece)
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', () => resolve({ code: 1, said: 'npm error npm is not on the PATH' }))
    child.on('close', (code) => resolve({ code: code ?? 1, said }))
  })
}

/** The npm that started us, else the one on the PATH. */
function npm() {
  const started = process.env.npm_execpath
  return started && /npm-cli\.[cm]?js$/.test(started) && existsSync(started) ? [process.execPath, started] : ['npm']
}

/** The telling line of what npm said; the whole is kept in a file. */
function whatWentWrong(root, said) {
  mkdirSync(join(root, '.build'), { recursive: true })
  writeFileSync(join(root, '.build', 'npm-ci.log'), said)
  const lines = said.split('\n').filter((line) => /^npm (error|ERR!)/.test(line))
  const telling = lines.find((line) => !/ (code|errno|syscall|path|dest) /.test(line)) ?? lines[0] ?? 'npm ended early'
  return `${telling.replace(/^npm (error|ERR!) */, '')} (all of it in .build/npm-ci.log)`
}
