const withBooking = 'With your booking: 24 months after the session at the latest'

export type Kept = { what: string; purpose: string; seenBy: string; howLong: string }

const written: readonly (readonly [string, string, string, string])[] = [
  ['The name you give', 'So that your coach knows what to call you', 'Your coach', withBooking],
  [
    'Your email address or mobile number',
    'To send you the details, reminders and codes, and to find your booking',
    'People who run the service, when something goes wrong',
    withBooking,
  ],
  [
    'The number to ring',
    'So that your coach can call you for a phone session, or when video fails',
    'Your coach, from 5 minutes before the session until 30 minutes after it',
    '24 hours after the session',
  ],
  [
    'When and how you talk, with which coach, and any help or changes you asked for',
    'To hold the session',
    'Your coach, and people who run the service',
    withBooking,
  ],
  [
    'That a message of some kind was sent to you, and when',
    'To see whether messages arrive',
    'People who run the service; it holds no words, no names and no address',
    '24 months',
  ],
  [
    'Your area, kind of workplace and role, if you say them',
    'To count who the service reaches',
    'Nobody next to your name; it is used in counts',
    withBooking,
  ],
  ['Your workplace, if you look it up', 'To find your area', 'Nobody', 'Not kept'],
  [
    'What you have answered before you book',
    'So that nothing is lost when your connection is',
    'Nobody: it is locked and stays in your own browser',
    '30 minutes',
  ],
  [
    'That somebody looked for a time, and how soon there was one',
    'To see whether there are enough coaches',
    'People who run the service; it is not linked to you',
    'As long as the service runs',
  ],
  [
    'What you send when you are interested in a group, team coaching or an away day',
    'To write back to you',
    'People who run the service, one at a time; each time it is shown, we record that',
    '30 days after we answer, and a year at the latest',
  ],
  [
    'A record that a booking was made, moved, cancelled or looked at',
    'To be able to check who did what',
    'People who run the service; it holds no names',
    'As long as the service runs',
  ],
]

/** What was kept of a person when this notice was written. */
export const kept: readonly Kept[] = written.map(([what, purpose, seenBy, howLong]) => ({
  what,
  purpose,
  seenBy,
  howLong,
}))
