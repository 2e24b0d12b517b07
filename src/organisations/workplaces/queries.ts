import { boolean, count, maybe, query, text } from '#lib/sql'

/** Lets one import at a time go on; held until the transaction ends. */
export const lockImports = query(
  { locked: text },
  `select pg_advisory_xact_lock(hashtext('workplace import'))::text as locked`,
)

/** Lays rows over what is there, by code; comes back with those that were added or are now different. */
export const layWorkplaces = query(
  { added: boolean, before: maybe(text), after: text },
  `insert into workplace as w
     (code, name, town, postcode, board_code, place_code, setting_key, status, opened_on, closed_on, words)
   select code, name, town, postcode, board_code, place_code, setting_key, status, opened_on, closed_on,
          array_to_tsvector(string_to_array(words, ' '))
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
            $9::date[], $10::date[], $11::text[])
       as row (code, name, town, postcode, board_code, place_code, setting_key, status, opened_on, closed_on, words)
   on conflict (code) do update set name = excluded.name, town = excluded.town, postcode = excluded.postcode,
     board_code = excluded.board_code, place_code = excluded.place_code, setting_key = excluded.setting_key,
     status = excluded.status, opened_on = excluded.opened_on, closed_on = excluded.closed_on, words = excluded.words
   where (w.*) is distinct from (excluded.*)
   returning old.code is null as added, old.status as before, new.status as after`,
)

/** How many workplaces there are that a list does not name, and how many people can choose. */
export const countWorkplaces = query(
  { missing: count, offered: count },
  `select count(*) filter (where code <> all ($1::text[])) as missing,
          count(*) filter (where status = 'active') as offered
     from workplace`,
)

/** Open workplaces that have every word of a search, those that have them all in the name first, then by name. */
export const searchWorkplaces = query(
  { code: text, name: text, town: text, postcode: text, boardCode: text, placeCode: text },
  `select code, name, town, postcode, board_code as "boardCode", place_code as "placeCode"
     from workplace
    where status = 'active' and words @@ $1::tsquery
    order by words @@ $2::tsquery desc, name collate "C", town collate "C", code limit $3`,
)
