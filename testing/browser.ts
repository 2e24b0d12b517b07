import { existsSync } from 'node:fs'
import { chmod, mkdir, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { cpus } from 'node:os'
import { dirname, join } from 'node:path'
import { chromium, type Browser, type BrowserContext } from 'playwright-core'
import { unpack } from './unpack.ts'

const require = createRequire(import.meta.url)
const packageRoot = dirname(dirname(require.resolve('@sparticuz/chromium')))
const { version } = require(join(packageRoot, 'package.json')) as { version: string }
const home = join(import.meta.dirname, '..', '.build', `chromium-${version}`)

/** A real browser without a window: the one npm brought, or that of CHROMIUM_PATH. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch(await howToLaunch())
}

/** The same as somebody has it at home: with a folder for its cache, its cookies and whatever else it keeps. */
export async function launchBrowserIn(home: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(home, await howToLaunch())
}

async function howToLaunch() {
  const own = process.env['CHROMIUM_PATH']
  const folder = own ? null : await unpacked()
  return {
    executablePath: own ?? join(folder!, 'chromium'),
    env: {
      ...process.env,
      ...(folder ? { LD_LIBRARY_PATH: join(folder, 'lib'), FONTCONFIG_PATH: join(folder, 'fonts') } : {}),
    } as Record<string, string>,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--renderer-process-limit=${cpus().length}`,
    ],
  }
}

/** Unpacks the browser once, beside the other things that are built; half an unpacking is never used. */
async function unpacked(): Promise<string> {
  if (existsSync(join(home, 'chromium'))) return home
  const draft = `${home}.${process.pid}`
  await mkdir(draft, { recursive: true })
  const from = join(packageRoot, 'bin')
  await unpack(join(from, 'chromium.br'), join(draft, 'chromium'))
  await chmod(join(draft, 'chromium'), 0o755)
  for (const archive of ['fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'])
    await unpack(join(from, archive), draft)
  await rename(draft, home).catch(async (error: unknown) => {
    await rm(draft, { recursive: true, force: true })
    if (!existsSync(join(home, 'chromium'))) throw error
  })
  return home
}
