import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const source = 'src/web/assets'

/** Whether the style sheets and scripts that browsers load are built from the present source. */
export function assetsAreBuilt(root) {
  if (!existsSync(join(root, source, 'build.ts'))) return true
  const stamp = join(root, '.build', 'assets', '.stamp')
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === stampFor(root)
}

/** Builds them beside their place and moves them in when whole. */
export async function buildAssets(root, node) {
  console.error('Building style sheets and scripts.')
  const [ready, fresh] = [join(root, '.build', 'assets'), join(root, '.build', `assets-${process.pid}`)]
  const program = `const { buildAssets } = await import('./${source}/build.ts'); await buildAssets(process.argv[1])`
  const { status } = spawnSync(node, ['--input-type=module', '--eval', program, fresh], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) throw new Error('The style sheets could not be built')
  writeFileSync(join(fresh, '.stamp'), stampFor(root))
  rmSync(ready, { recursive: true, force: true })
  renameSync(fresh, ready)
}

/** Changes with the source, with the packages it is built from, and with the machine's Node. */
function stampFor(root) {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
  for (const name of readdirSync(join(root, source), { recursive: true }).map(String).sort()) {
    const file = join(root, source, name)
    if (/\.[a-z]+$/.test(name) && !/\.test\.ts$/.test(name)) hash.update(name).update(readFileSync(file))
  }
  return hash.digest('hex')
}
