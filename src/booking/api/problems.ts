/** A refusal of the API's own: its status and title, and what the page about the API says of it. */
type Refusal = { status: number; title: string; meaning: string }

/** What the calls themselves refuse, by the code that the problem's type ends in. */
export const problems = {
  'no-such-slot': {
    status: 422,
    title: 'Nobody works at that time, or it is outside the rules',
    meaning: 'No coach who matches works at that start, or the start is outside the hours, the notice or the window.',
  },
  'slot-taken': {
    status: 409,
    title: 'Everybody who works at that time is taken',
    meaning: 'Coaches who match work then, and all of them are taken. Up to three other starts come with the answer.',
  },
  paused: {
    status: 409,
    title: 'New bookings are paused',
    meaning:
      'No new booking of this service is taken now. The answer says why and until when. Bookings that stand can be moved: ' +
      'name the booking as moving when you ask for times and hold one.',
  },
  'hold-used': {
    status: 409,
    title: 'This hold has been used',
    meaning: 'A booking or a move was made with this hold. Make a new one.',
  },
  'hold-expired': {
    status: 409,
    title: 'This hold has run out and its time has gone',
    meaning: 'The ten minutes of this hold are over and somebody else has the time. Make a new one.',
  },
  'already-cancelled': {
    status: 409,
    title: 'This booking is cancelled',
    meaning: 'A cancelled booking cannot be moved.',
  },
  'too-late': {
    status: 409,
    title: 'This booking has started',
    meaning: 'A booking is moved or cancelled before it starts.',
  },
  'not-found': {
    status: 404,
    title: 'There is no such thing, or it is not yours',
    meaning: 'There is no such path, hold or booking, or another key made it.',
  },
  'idempotency-mismatch': {
    status: 422,
    title: 'This idempotency key was used for another call',
    meaning: 'This Idempotency-Key came with another call or another body in the last 24 hours. Use a new one.',
  },
  'too-many-holds': {
    status: 429,
    title: 'This key has 1,000 live holds',
    meaning: 'A key has at most 1,000 live holds. Try again after the seconds that Retry-After says.',
  },
} as const satisfies Record<string, Refusal>

export type Problem = keyof typeof problems

/** What else a call may be answered with, before or around its own work. */
const around = {
  malformed: { status: 400, meaning: 'The request, its address or its JSON could not be read.' },
  unauthorized: { status: 401, meaning: 'Send a key that is in use as Authorization: Bearer and the key.' },
  scope: { status: 403, meaning: 'The key is for something else. A key of the scope booking is needed.' },
  'method-not-allowed': { status: 405, meaning: 'This path has no such method. Allow says which it has.' },
  'too-slow': { status: 408, meaning: 'The request took too long to arrive. Send it again.' },
  'too-large': { status: 413, meaning: 'The body is larger than 100,000 bytes.' },
  'media-type': { status: 415, meaning: 'A body is sent as application/json, in UTF-8 and without an encoding.' },
  'headers-too-large': { status: 431, meaning: 'The headers and the address are longer than 8,192 bytes.' },
  invalid: { status: 422, meaning: 'Some of what was sent is not right. The list errors says where and why.' },
  fault: { status: 500, meaning: 'Something went wrong here. Quote the reference in the answer when you report it.' },
  unavailable: {
    status: 503,
    meaning: 'The service is away for a moment. Try again after the seconds that Retry-After says.',
  },
} as const satisfies Record<string, Omit<Refusal, 'title'>>

export type Code = Problem | keyof typeof around

/** Every code, with its usual status and what it means, the lowest status first. */
export const everyProblem: readonly { code: Code; status: number; meaning: string }[] = Object.entries({
  ...around,
  ...problems,
})
  .map(([code, { status, meaning }]) => ({ code: code as Code, status, meaning }))
  .sort((a, b) => a.status - b.status)
