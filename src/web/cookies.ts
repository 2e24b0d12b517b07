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
  'lay-team': {
    of: 'staff',
    seconds: day,
    does: 'Keeps a coach signed in; you only get it if you sign in as a coach',
  },
} as const satisfies Record<string, { of: 'client' | 'staff'; seconds: number; does: string }>

export type CookieName = keyof typeof cookies

/** Forgets everything that the browser of a client carries. */
export const forgetClient = (Object.keys(cookies) as CookieName[])
  .filter((name) => cookies[name].of === 'client')
  .map((name) => ({ name, value: null }))
