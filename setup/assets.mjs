import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const source = 'src/web/assets'

/** Whether the style sheets and scripts that browsers load are built from the present source. */
export function assetsAreBuilt(root) {
  const stamp = stampOf(root)
  return existsSync(stamp) && existsSync(join(root, '.build', 'assets')) && readFileSync(stamp, 'utf8') === wanted(root)
}

/** Builds them with the Node that runs the product. */
export async function buildAssets(root, node) {
  console.error('Building style sheets and scripts.')
  const asked = wanted(root)
  const program = `const { buildAssets } = await import('./${source}/build.ts'); await buildAssets(process.argv[1])`
  const { status, error } = spawnSync(
    node,
    ['--input-type=module', '--eval', program, join(root, '.build', 'assets')],
    { cwd: root, stdio: ['ignore', 2, 2] },
  )
  if (status !== 0) throw new Error(`The style sheets could not be built${error ? `: ${error.message}` : ''}`)
  writeFileSync(stampOf(root), asked)
}

const stampOf = (root) => join(root, '.build', 'assets.stamp')

/** Changes with the source and with the packages that it is built from. */
function wanted(root) {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
  for (const name of readdirSync(join(root, source)).sort())
    if (!name.endsWith('.test.ts')) hash.update(name).update(readFileSync(join(root, source, name)))
  return hash.digest('hex')
}
