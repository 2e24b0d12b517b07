import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { mostBytes, readBusy } from '#calendars'
import { percentile, type Say } from '../figure.ts'

const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds
const asked = { from: at('2026-11-26T00:00Z'), until: at('2027-01-26T00:00Z'), zone: 'Europe/London' }
const two = (n: number) => String(n).padStart(2, '0')
const whole = (inside: string) => Buffer.from(`BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${inside}END:VCALENDAR\r\n`)

/** As people's programs write them: with a zone, and words that nobody reads. */
const event = (i: number, more = '') =>
  `BEGIN:VEVENT\r\nUID:${i}@example.org\r\nDTSTART;TZID=Europe/London:2026${two((i % 12) + 1)}${two((i % 28) + 1)}T${two(i % 24)}0000\r\n` +
  `DURATION:PT30M\r\n${more}SUMMARY:Meeting about ${i}\r\nLOCATION:Room ${i % 40}\r\nEND:VEVENT\r\n`

const files: Record<string, Buffer> = {
  'one event': whole(event(10)),
  '50,000 events': whole(Array.from({ length: 50_000 }, (_, i) => event(i)).join('')),
  '500 series of every week for ten years': whole(
    Array.from({ length: 500 }, (_, i) => event(i, 'RRULE:FREQ=WEEKLY;COUNT=520\r\n')).join(''),
  ),
  'every second, counted': whole(event(10, 'RRULE:FREQ=SECONDLY;COUNT=999999999\r\n').replace(':2026', ':1970')),
}

/**
 * How long a calendar takes to be read or refused, and for how long whoever has it read hears nothing else meanwhile: `turn` by
 * the processor's own count, `lag` by the clock on the wall, which on a machine that others use has their work in it too.
 * How long doing nothing lags is told first.
 */
export async function calendar(say: (bench: string) => Say): Promise<void> {
  const tell = say('calendar')
  const idle = monitorEventLoopDelay({ resolution: 1 })
  idle.enable()
  await pause(2_000)
  idle.disable()
  tell('nothing, lag', idle.max / 1e6, 'ms')
  for (const [name, file] of Object.entries(files)) {
    if (file.length > mostBytes) throw new Error(`${name} is larger than any calendar may be`)
    const lag = monitorEventLoopDelay({ resolution: 1 })
    const millis: number[] = []
    await pause(50)
    lag.enable()
    const turns = longestTurn()
    for (let i = 0; i < 5; i++) {
      const began = performance.now()
      await readBusy(file, asked)
      millis.push(performance.now() - began)
    }
    lag.disable()
    tell(`${name}, turn`, turns.most(), 'ms', { must: 50 })
    tell(`${name}, p50`, percentile(millis, 0.5), 'ms', { must: 5_000 })
    tell(`${name}, lag p99`, lag.percentile(99) / 1e6, 'ms', { must: 50 })
    tell(`${name}, lag`, lag.max / 1e6, 'ms')
  }
}

/** The longest turn of this process's event loop by the processor's own count, which other people's work leaves out. */
function longestTurn() {
  let [last, most, ended] = [process.threadCpuUsage(), 0, false]
  const look = () => {
    const { user, system } = process.threadCpuUsage(last)
    last = process.threadCpuUsage()
    most = Math.max(most, (user + system) / 1_000)
    if (!ended) setTimeout(look, 1)
  }
  look()
  return {
    most() {
      ended = true
      return most
    },
  }
}
