import { writeSync } from 'node:fs'

/** Longer than any test file takes. */
const minutes = 5

/**
 * Ends a test file's process that does not end by itself, saying what still keeps it: the test runner gives up waiting
 * for single tests, but waits for their process for ever. Loaded before each test file.
 */
setTimeout(() => {
  const kept = process.getActiveResourcesInfo().join(', ')
  writeSync(2, `${process.argv[1]} has not ended after ${minutes} minutes, kept by: ${kept}\n`)
  process.kill(process.pid, 'SIGKILL')
}, minutes * 60_000).unref()
