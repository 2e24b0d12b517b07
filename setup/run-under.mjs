import { spawn } from 'node:child_process'
import { root } from './prepare.mjs'

const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']

/**
 * Runs a file of the project under the given Node as if it were this process: same terminal, same signals, same end.
 * The channel between the two tells the other side when this one is gone.
 */
export function runUnder(node, file, args) {
  const child = spawn(node, [file, ...args], { cwd: root, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  for (const signal of passedOn) process.on(signal, () => child.kill(signal))
  watchParent(() => child.kill('SIGTERM'))
  child.on('error', (error) => {
    console.error(`${file} could not be started: ${error.message}`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => {
    for (const each of passedOn) process.removeAllListeners(each)
    if (signal) process.kill(process.pid, signal)
    else process.exit(code ?? 1)
  })
}

/** npm may be killed without a chance to pass it on: under npm, a change of parent means just that. */
function watchParent(gone) {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && gone(), 1_000).unref()
}
