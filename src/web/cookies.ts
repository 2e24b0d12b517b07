const minute = 60
const day = 24 * 60 * minute

/**
 * Every cookie that is ever set: for whom, how long it stays, and what the page about cookies says of it. The server sets
 * no other, and none for longer. On https their names begin with `__Host-`.
 */
export const cookies = {
  'lay-browser': {
    of: 'client',
    seconds: 60 * day,
    does: 'Knows your browser again, so that you can change a booking you made in it',
  },
  'lay-answers': {
    of: 'client',
    seconds: 30 * minute,
    does: 'Keeps your answers, locked, while you book',
  },
  'lay-you': {
    of: 'client',
    seconds: 30 * day,
    session: true,
    does: 'Keeps you signed in to your own pages; you only get it if you sign in',
  },
  'lay-team': {
    of: 'staff',
    seconds: day,
    session: true,
    does: 'Keeps people who work for the programme signed in; you only get it if you sign in as one',
  },
} as const satisfies Record<string, Known>

type Known = {
  of: 'client' | 'staff'
  seconds: number
  /** Whether somebody is signed in by it: once it is forgotten, the browser forgets what it kept of our pages. */
  session?: true
  does: string
}

export type CookieName = keyof typeof cookies

/** Whether a cookie is one by which somebody is signed in. */
export const isSession = (name: CookieName): boolean => (cookies[name] as Known).session === true

/** Forgets everything that the browser of a client carries. */
export const forgetClient = (Object.keys(cookies) as CookieName[])
  .filter((name) => cookies[name].of === 'client')
  .map((name) => ({ name, value: null }))
