import assert from 'node:assert/strict'
import { book } from '../src/booking/book.ts'
import { hold } from '../src/booking/hold.ts'
import { browser, client } from './booking.ts'
import type { bookingWorld } from './world.ts'

/** Somebody books a video session with a coach; gives its id. */
export async function bookedWith(
  { ports, service }: Awaited<ReturnType<typeof bookingWorld>>,
  coachId: string,
  start: string,
): Promise<string> {
  const wish = { service: service('lay-too'), mode: 'video' as const, longer: false, interpreter: false, coachId }
  const kept = await hold(ports, browser('amina'), wish, Temporal.Instant.from(start).epochMilliseconds)
  assert.ok(kept.kind === 'held', kept.kind)
  const booked = await book(ports, browser('amina'), kept.id, client('amina'))
  assert.ok(booked.kind === 'booked', booked.kind)
  return booked.id
}
