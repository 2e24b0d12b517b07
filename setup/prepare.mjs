import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { assetsAreBuilt, buildAssets } from './assets.mjs'
import { withLock } from './lock.mjs'
import { installPackages, packagesAreThere } from './packages.mjs'
import { findRuntime } from './runtime.mjs'

/** The project's folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/**
 * Makes sure that everything npm brings is there, and gives the path of the Node that runs the product.
 * No package runs a script of its own at installation: what such scripts would do is done here, and looked at.
 * Ends the process with one line where something is missing.
 */
export async function prepare() {
  try {
    if (Number.parseInt(process.versions.node, 10) < 20)
      throw new Error(`Node 20 or newer is needed, and this is ${process.version}`)
    if (!packagesAreThere(root) || !assetsAreBuilt(root)) await withLock(root, makeReady)
    return findRuntime(root)
  } catch (error) {
    console.error(error.message)
    process.exit(1)
  }
}

/** Asks again inside the lock: another command may have done the work meanwhile. */
async function makeReady() {
  if (!packagesAreThere(root)) await installPackages(root)
  const node = findRuntime(root)
  if (!assetsAreBuilt(root)) await buildAssets(root, node)
}
