import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { bareEnvironment } from '../config.ts'
import type { Settings } from './settings.ts'

export type Child = {
  /**
   * Hands over the settings, now and at every later start; resolves when the process says for the first time that it
   * works.
   */
  hand(settings: Settings): Promise<void>
  /** Resolves, with the reason, when the process could not be kept running. Never resolves after `stop`. */
  lost: Promise<string>
  /** Lets it finish what it has in hand, for at most 20 seconds. */
  stop(): Promise<void>
}

export type Starting = {
  name: string
  file: string
  /** Megabytes for what lives only as long as a request or a message, twice over: with few, more is cleared away sooner. */
  youngMegabytes: number
  /** Where Node keeps what it compiled. */
  cacheFolder: string
  /** It begins after this. */
  after: Promise<unknown>
  /** Once it is aborted nothing is started again. */
  asked: AbortSignal
  say: (line: string) => void
}

/**
 * Megabytes that a process may keep of what lives longer. Left to itself it takes what a machine has, and a rush would
 * leave it at three times what it needs: five thousand coaches need some sixty.
 */
const oldMegabytes = 192

/** What is freed goes back to the system at once, from one place for all threads, of which two are enough. */
const frugal = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_TRIM_THRESHOLD_: '65536',
  MALLOC_MMAP_THRESHOLD_: '131072',
  UV_THREADPOOL_SIZE: '2',
}

const quickMillis = 10_000
const mostQuickEnds = 5
const drainMillis = 20_000

/** Starts a process of the product and starts it again, ever more slowly, whenever it ends by itself. */
export function startChild({ name, file, youngMegabytes, cacheFolder, after, asked, say }: Starting): Child {
  let stopping = false
  let settings: Settings | null = null
  const firstReady = Promise.withResolvers<void>()
  const begin = () => {
    const env = { ...bareEnvironment(), NODE_COMPILE_CACHE: cacheFolder, ...frugal }
    const bounds = [
      '--v8-pool-size=1',
      `--max-semi-space-size=${youngMegabytes}`,
      `--max-old-space-size=${oldMegabytes}`,
    ]
    // In a session of its own: Linux shares the processors out between sessions before it looks into one.
    const begun = spawn(process.execPath, [...bounds, file], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env,
      detached: true,
    })
    begun.on('message', () => firstReady.resolve())
    begun.on('error', () => {})
    if (settings) begun.send(settings, () => {})
    return begun
  }
  let child: ChildProcess | null = null
  const first = after.then(() => {
    if (!stopping && !asked.aborted) child = begin()
  })
  const keep = async (): Promise<string> => {
    await first
    if (!child) return new Promise(() => {})
    for (let quickEnds = 0; quickEnds < mostQuickEnds;) {
      const began = performance.now()
      const how = await end(child)
      quickEnds = performance.now() - began < quickMillis ? quickEnds + 1 : 1
      // Ctrl-C may have reached it before it reached us.
      await pause(50 * 2 ** quickEnds)
      if (stopping || asked.aborted) return new Promise(() => {})
      say(`The ${name} process ended (${how}): starting it again`)
      child = begin()
    }
    return `The ${name} process ended ${mostQuickEnds} times in short succession`
  }
  return {
    hand(given) {
      settings = given
      child?.send(given, () => {})
      return firstReady.promise
    },
    lost: keep(),
    async stop() {
      stopping = true
      await first
      if (child) await drain(child)
    },
  }
}

async function drain(child: ChildProcess) {
  if (child.connected) child.disconnect()
  const timer = setTimeout(() => child.kill('SIGKILL'), drainMillis)
  await end(child)
  clearTimeout(timer)
}

/** How a process ended, in a word. */
async function end(child: ChildProcess): Promise<string> {
  if (child.exitCode === null && child.signalCode === null && child.pid) await once(child, 'exit')
  return child.signalCode ?? `code ${child.exitCode ?? 'unknown'}`
}
