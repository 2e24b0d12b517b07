import type { Io } from '#lib/verb'

const width = 30

// Whoever reads may have read enough (`lay … | head`).
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : 1))

/** Words to the terminal. A bar of progress is drawn only where somebody looks, on standard error. */
export const terminal: Io = {
  out: (line) => void process.stdout.write(`${line}\n`),
  err: (line) => void process.stderr.write(`${line}\n`),
  progress(done, total) {
    if (!process.stderr.isTTY) return
    const full = total > 0 ? Math.floor((done / total) * width) : width
    const end = done >= total ? '\n' : ''
    process.stderr.write(`\r[${'#'.repeat(full)}${' '.repeat(width - full)}] ${done} of ${total}${end}`)
  },
}
