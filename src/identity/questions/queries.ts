import { boolean, query } from '#lib/sql'

/** Keeps a question to a browser, unless it was asked thirty in a quarter of an hour. */
export const insertQuestion = query(
  { asked: boolean },
  `
  insert into sign_in_question (hash, kind, browser)
  select $1::bytea, $2::text, claim_hash()
   where 30 > (select count(*) from sign_in_question
                where browser = claim_hash() and asked_at > clock_now() - interval '15 minutes')
  returning true as asked`,
)

/** Uses up a question of this browser that nobody has answered yet, in time; of many answers at once one finds it. */
export const takeQuestion = query(
  { taken: boolean },
  `
  update sign_in_question set answered_at = clock_now()
   where hash = $1 and kind = $2 and browser = claim_hash() and answered_at is null
     and asked_at > clock_now() - interval '10 minutes'
  returning true as taken`,
)

export const countAsked = query({ few: boolean }, `select count_asked($1, $2) as few`)

export const deleteOldQuestions = query(
  {},
  `delete from sign_in_question where asked_at < clock_now() - interval '1 hour'`,
)
export const deleteOldCounts = query({}, `delete from sign_in_count where quarter < clock_now() - interval '1 hour'`)
