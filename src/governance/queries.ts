import { query, text } from '#lib/sql'

/** What somebody on staff is called. */
export const ownName = query({ name: text }, `select name from staff where id = $1`)
