import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import { officialFolder } from '#nhsuk'
import type { AssetList } from '../assets.ts'

/**
 * Lays the styles, the script and the icon into a folder, each under a name that changes with its content, and beside
 * each the same compressed. Does nothing when the folder already holds what the present sources give.
 */
export async function buildAssets(outFolder: string): Promise<void> {
  const inputs = await hashOfInputs()
  if ((await builtFrom(outFolder)) === inputs) return
  const making = `${outFolder}.${process.pid}`
  await rm(making, { recursive: true, force: true })
  await mkdir(making, { recursive: true })
  const [css, js, passkeys, times, svg] = await Promise.all([
    styles(),
    readFile(join(here, 'looking-after.js'), 'utf8'),
    readFile(join(here, 'passkeys.js'), 'utf8'),
    readFile(join(here, 'times.js'), 'utf8'),
    readFile(join(here, 'favicon.svg'), 'utf8'),
  ])
  const list: AssetList = {
    inputs,
    files: {
      css: await lay(making, 'css', css),
      js: await lay(making, 'js', js),
      passkeys: await lay(making, 'js', passkeys),
      times: await lay(making, 'js', times),
      svg: await lay(making, 'svg', svg),
    },
  }
  await writeFile(join(making, 'list.json'), JSON.stringify(list))
  await rm(outFolder, { recursive: true, force: true })
  try {
    await rename(making, outFolder)
  } catch (error) {
    await rm(making, { recursive: true, force: true })
    if ((await builtFrom(outFolder)) !== inputs) throw error
  }
}

const here = import.meta.dirname

async function hashOfInputs(): Promise<string> {
  const hash = createHash('sha256')
  for (const name of (await readdir(here)).sort()) hash.update(name).update(await readFile(join(here, name)))
  hash.update(await readFile(join(officialFolder, '..', 'package.json')))
  return hash.digest('hex')
}

async function builtFrom(folder: string): Promise<string | null> {
  const text = await readFile(join(folder, 'list.json'), 'utf8').catch(() => null)
  return text === null ? null : (JSON.parse(text) as AssetList).inputs
}

/** The style sheet, compiled; the compiler is loaded only when there is something to compile. */
async function styles(): Promise<string> {
  const { compileAsync, Logger } = await import('sass')
  const { css } = await compileAsync(join(here, 'theme.scss'), {
    loadPaths: [join(officialFolder, 'nhsuk'), here],
    style: 'compressed',
    charset: false,
    quietDeps: true,
    logger: Logger.silent,
  })
  return css
}

async function lay(folder: string, kind: string, text: string): Promise<string> {
  const name = `${createHash('sha256').update(text).digest('hex').slice(0, 12)}.${kind}`
  await Promise.all([
    writeFile(join(folder, name), text),
    writeFile(join(folder, `${name}.br`), await promisify(brotliCompress)(text)),
    writeFile(join(folder, `${name}.gz`), await promisify(gzip)(text, { level: 9 })),
  ])
  return name
}

if (import.meta.main) await buildAssets(join(here, '../../../.build/assets'))
