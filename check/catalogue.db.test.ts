import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { faultsInCatalogue } from '../src/lib/catalogue.ts'
import { freshDatabase } from '../testing/database.ts'

const { admin } = await freshDatabase()
await admin.query('drop table test_clock cascade')
await admin.query(`alter function clock_now() owner to lay_owner`)

describe('the catalogue of the database', () => {
  it('breaks no rule', async () => assert.deepEqual(await faultsInCatalogue(admin), []))

  /** What somebody might do to it by mistake, and the line that says so. */
  const mistakes: [string, RegExp][] = [
    [`create table note (id uuid); comment on table note is 'room: coaching'`, /^note is not under row security$/],
    ['alter table booking no force row level security', /^booking is not under row security$/],
    ['alter table booking disable row level security', /^booking is not under row security$/],
    [`comment on table booking is null`, /^booking names no room$/],
    [
      'grant select on booking_person to lay_evaluator',
      /^booking_person is granted to lay_evaluator without a policy$/,
    ],
    ['create policy all_of_them on booking using (true)', /^booking has a policy for everybody$/],
    [
      `create view seen as select id from booking; comment on view seen is 'room: booking'`,
      /^seen is a view with rights/,
    ],
    ['create materialized view kept as select id from booking', /^kept keeps a copy/],
    ['grant select on booking to public', /^booking is open to everybody$/],
    ['grant truncate on booking to lay_worker', /^booking lets lay_worker truncate$/],
    ['grant references on booking to lay_ops', /^booking lets lay_ops references$/],
    [
      'alter table booking add column reason_sealed bytea; grant select (reason_sealed) on booking to lay_lead',
      /^booking shows what is sealed to lay_lead$/,
    ],
    [
      `create function peek() returns bigint language sql security definer return (select count(*) from booking);
       alter function peek() owner to lay_owner; revoke execute on function peek() from public`,
      /^peek\(\) runs with the owner's rights and any search path$/,
    ],
    [
      `create function peek() returns bigint language sql return (select count(*) from booking)`,
      /^peek\(\) may be called by everybody$/,
    ],
    [
      `create function peek() returns bigint language sql security definer set search_path = pg_catalog, public
         return (select count(*) from booking); revoke execute on function peek() from public`,
      /^peek\(\) is not the owner's$/,
    ],
    ['grant create on schema public to lay_public', /^lay_public may create in the schema public$/],
    ['alter role lay_coach bypassrls', /^lay_coach is stronger than a role may be$/],
    ['alter role lay_owner login', /^lay_owner can log in$/],
    ['alter role app_care inherit', /^app_care inherits what it may become$/],
    ['grant lay_lead to app_care with inherit false', /^app_care may become lay_lead$/],
    ['grant lay_public to app_care with inherit true', /^app_care inherits lay_public$/],
  ]
  for (const [mistake, line] of mistakes)
    it(`is refused after: ${mistake.replaceAll(/\s+/g, ' ').slice(0, 90)}`, async () => {
      await admin.query('begin')
      await admin.query(mistake)
      const found = await faultsInCatalogue(admin)
      await admin.query('rollback')
      assert.ok(
        found.some((fault) => line.test(fault)),
        `found only: ${found.join('; ')}`,
      )
    })
})
