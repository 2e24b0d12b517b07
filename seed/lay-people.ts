import type pg from 'pg'
import { castWhoSignIn, staffIdOf } from './cast.ts'

/**
 * Lays the accounts of the cast who are no coaches: a coach's follows from the coach. The rota manager is a partner's.
 */
export async function layPeople(client: pg.Client): Promise<void> {
  const people = castWhoSignIn
    .filter(({ role }) => role !== 'coach')
    .flatMap((person) =>
      [person.role, ...person.also].map((role) => ({
        id: staffIdOf(person),
        email: person.email,
        name: person.name,
        role,
      })),
    )
  await client.query(
    `with people as (
       select * from jsonb_to_recordset($1) as x (id uuid, email text, name text, role text)),
     laid as (insert into staff (id, email, name) select distinct id, email, name from people on conflict do nothing)
     insert into staff_role (staff_id, role, provider_id)
       select id, role, case role when 'partner_rota' then (select id from provider where not lead order by name limit 1)
                                  when 'lead_ops' then (select id from provider where lead) end from people
     on conflict do nothing`,
    [JSON.stringify(people)],
  )
}
