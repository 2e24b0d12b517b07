import type pg from 'pg'
import { demoCoaches, demoProviders, type DemoCoach, type DemoProvider } from './demo-coaches.ts'

/**
 * Lays providers, coaches and their weeks, and gives the coaches. Each statement stands alone and takes few coaches at
 * a time, since the database locks every coach whose hours change.
 */
export async function layCoaches(
  client: pg.Client,
  coaches: readonly DemoCoach[] = demoCoaches(),
  providers: readonly DemoProvider[] = demoProviders,
): Promise<readonly DemoCoach[]> {
  await client.query(
    `insert into provider (key, name, lead)
       select key, name, lead from jsonb_to_recordset($1) as x (key text, name text, lead boolean)
     on conflict (key) do nothing`,
    [JSON.stringify(providers)],
  )
  for (let i = 0; i < coaches.length; i += 500) await layBatch(client, coaches.slice(i, i + 500))
  return coaches
}

async function layBatch(client: pg.Client, coaches: readonly DemoCoach[]) {
  await client.query(
    `insert into coach (id, provider_id, email, name_shown, background, biography, gender, languages, ethnically_diverse,
         modes, services, meeting_link, daily_cap, gap_minutes)
       select x.id, p.id, x.email, x."nameShown", x.background, x.biography, x.gender, x.languages,
              x."ethnicallyDiverse", x.modes, x.services, x."meetingLink", x."dailyCap", x."gapMinutes"
         from jsonb_to_recordset($1) as x (id uuid, "providerKey" text, email text, "nameShown" text, background text,
              biography text, gender text, languages text[], "ethnicallyDiverse" boolean, modes text[], services text[],
              "meetingLink" text, "dailyCap" integer, "gapMinutes" integer)
         join provider p on p.key = x."providerKey"`,
    [JSON.stringify(coaches)],
  )
  const patterns = coaches.flatMap(({ id, patterns }) => patterns.map((pattern) => ({ coachId: id, ...pattern })))
  await client.query(
    `insert into coach_pattern (coach_id, rule, starts_on, ends_on, starts_at, ends_at, zone)
       select x."coachId", x.rule, x."startsOn", x."endsOn", make_interval(mins => x."startsAt")::text::time,
              make_interval(mins => x."endsAt")::text::time, x.zone
         from jsonb_to_recordset($1) as x ("coachId" uuid, rule text, "startsOn" date, "endsOn" date,
              "startsAt" integer, "endsAt" integer, zone text)`,
    [JSON.stringify(patterns)],
  )
}
