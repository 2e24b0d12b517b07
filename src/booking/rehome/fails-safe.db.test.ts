import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { recordAbsence } from '#coaches'
import { admin, as, at, db, ports, recovering, session, world, type Session } from '../../../testing/covering.ts'
import { nothingWrong, wrongInDiary } from '../../../testing/diary.ts'
import { coachId } from '../../../testing/world.ts'
import { recover } from './recover.ts'
import { rehoming } from './rehome.ts'

const said: string[] = []
const go = (with_ = {}) =>
  recover({ ...recovering, log: (what, facts) => said.push(`${what} ${JSON.stringify(facts)}`), ...with_ })
const after = (minutes: number, seconds = 0) => world.setNow(at('08:00').add({ minutes, seconds }))

/** Faults that are injected behind the product, each at one session: where a step writes what it does, this throws, and is counted. */
await admin.query(`
  create table fault (booking_id uuid, step text);
  create sequence faults;
  create function fails() returns trigger language plpgsql security definer set search_path = public as $$
  declare v_booking uuid := to_jsonb(new) ->> tg_argv[1];
  begin
    if exists (select from fault f where f.booking_id = v_booking and f.step = tg_argv[0]) then
      perform nextval('faults');
      raise exception 'Amina' using errcode = 'XX001';
    end if;
    return new;
  end $$;
  create trigger fails before update of tried_at on rehome_task for each row execute function fails('reassign', 'booking_id');
  create trigger fails before insert on offer for each row execute function fails('keep-times', 'booking_id');
  create trigger fails before update of status on booking for each row execute function fails('give-up', 'id')`)
const failing = ({ id }: Session, ...steps: string[]) =>
  admin.query('insert into fault select $1::uuid, unnest($2::text[])', [id, steps])
const tries = async () =>
  (await admin.query<{ n: number }>('select case when is_called then last_value else 0 end::int as n from faults'))
    .rows[0]!.n

/** The first coach is ill today, from eight on. */
async function ill() {
  const acting = { by: { actorKind: 'coach' as const, actorId: coachId(1) }, now: ports.clock(), rehoming }
  const away = { startsAt: at('08:00'), endsAt: at('23:00') }
  const answer = await db.withActor(await as(1), (tx) => recordAbsence(tx, coachId(1), away, 'ill', acting))
  assert.equal(answer.kind, 'recorded')
}
/** What a client heard of it, in turn, what became of it, and the calls that are to be made. */
const story = async ({ id }: Session) => {
  const { rows } = await admin.query<{ heard: string[]; is: string; calls: number }>(
    `select array(select m.kind from message m left join rehome_task t on t.id = m.subject_id
              where m.recipient = 'client' and coalesce(t.booking_id, m.subject_id) = b.id
                and m.kind not like 'reminder%' and m.kind <> 'booking-confirmation' order by m.due_at, m.kind) as heard,
            right(b.coach_id::text, 1) || ' ' || b.status as is,
            (select count(*)::int from task where booking_id = b.id and kind = 'call') as calls
       from booking b where b.id = $1`,
    [id],
  )
  const { heard, is, calls } = rows[0]!
  return [...heard, is, ...Array.from({ length: calls }, () => 'call')]
}

/** A session whose client is to be called, as it could not even be cancelled. */
async function calledAlone(clock = '14:00'): Promise<Session> {
  await after(0)
  const bad = await session({ coachId: coachId(1) }, 1, at(clock))
  await failing(bad, 'keep-times', 'give-up')
  await ill()
  for (const minutes of [0, 15]) {
    await after(minutes)
    await go()
  }
  assert.deepEqual(await story(bad), ['1 booked', 'call'])
  return bad
}
/** They are back. */
const back = () =>
  admin.query('update absence set during = tstzrange(lower(during), clock_now()) where coach_id = $1', [coachId(1)])

beforeEach(async () => {
  said.length = 0
  await admin.query(`truncate fault, rehome_task, task, offer cascade; alter sequence faults restart`)
})

describe('where a step of recovery fails for one session', () => {
  it('others of the same coach go on; it is tried again after 20 seconds, and said once a minute', async () => {
    const [bad, good] = [await session({}, 1, at('14:00')), await session({}, 1, at('16:00'))]
    await failing(bad, 'reassign')
    await ill()
    for (const [seconds, tried, logged] of [
      [0, 1, 1],
      [1, 1, 1],
      [19, 1, 1],
      [20, 2, 1],
      [40, 3, 1],
      [59, 3, 1],
      [60, 4, 2],
    ] as const) {
      await after(0, seconds)
      await go()
      assert.deepEqual([await tries(), said.length], [tried, logged], `${seconds} seconds`)
    }
    assert.equal(said[0], 'recovery.failed {"kind":"reassign","fault":"XX001"}')
    assert.deepEqual((await story(good)).slice(0, 1), ['booking-reassigned'])
    await admin.query('delete from fault')
    await after(1, 20)
    await go()
    assert.deepEqual([(await story(bad)).slice(0, 1), said.length], [['booking-reassigned'], 2])
  })

  it('its client is asked to choose another time once no coach was found for ten minutes', async () => {
    const bad = await session({}, 1, at('14:00'))
    await failing(bad, 'reassign')
    await ill()
    for (const minutes of [0, 5, 10]) {
      await after(minutes)
      await go()
    }
    assert.deepEqual(await story(bad), ['booking-alternatives', '1 booked'])
    const { rows } = await admin.query(`select count(*)::int as kept from offer where state = 'open'`)
    assert.deepEqual(rows, [{ kept: 3 }])
  })

  it('it is cancelled with an apology and a call where other times cannot be kept within 15 minutes', async () => {
    const named = { coachId: coachId(1) }
    const [bad, good] = [await session(named, 1, at('14:00')), await session(named, 1, at('16:00'))]
    await failing(bad, 'keep-times')
    await ill()
    for (const [minutes, told] of [
      [0, ['1 booked']],
      [14, ['1 booked']],
      [15, ['booking-cancelled', '1 cancelled', 'call']],
    ] as const) {
      await after(minutes)
      await go()
      await go()
      assert.deepEqual(await story(bad), told)
      assert.deepEqual(await story(good), ['booking-alternatives', '1 booked'])
    }
    assert.deepEqual(await wrongInDiary(admin), nothingWrong)
  })

  it('it is not cancelled for one fault, however near it is, but for the next', async () => {
    const bad = await session({ coachId: coachId(1) }, 1, at('08:45'))
    await failing(bad, 'keep-times')
    await ill()
    await go()
    assert.deepEqual(await story(bad), ['1 booked'])
    await after(0, 20)
    await go()
    assert.deepEqual(await story(bad), ['booking-cancelled', '1 cancelled', 'call'])
  })

  it('somebody calls where it cannot even be cancelled, once; and it is cancelled as soon as it can be', async () => {
    const [bad, good] = [await session({}, 1, at('14:00')), await session({}, 1, at('16:00'))]
    await failing(bad, 'reassign', 'keep-times', 'give-up')
    await ill()
    for (const minutes of [0, 10, 15, 16, 17]) {
      await after(minutes)
      await go()
    }
    assert.deepEqual([await story(bad), (await story(good))[0]], [['1 booked', 'call'], 'booking-reassigned'])
    await admin.query('delete from fault')
    await after(18)
    await go()
    assert.deepEqual(
      await story(bad),
      ['booking-cancelled', '1 cancelled', 'call'],
      'whoever is called hears no other story',
    )
  })

  it('nobody is called twice about a session that is cancelled at last', async () => {
    const bad = await calledAlone()
    await admin.query(`update task set done_at = clock_now(), outcome = 'reached' where kind = 'call'`)
    await admin.query('delete from fault')
    await after(16)
    await go()
    assert.deepEqual(await story(bad), ['booking-cancelled', '1 cancelled', 'call'])
  })

  it('nobody is called about a session that stands after all, but who was called hears that it does', async () => {
    for (const [clock, reached, open] of [
      ['14:00', false, 0],
      ['16:00', true, 1],
    ] as const) {
      const bad = await calledAlone(clock)
      if (reached) await admin.query(`update task set done_at = clock_now(), outcome = 'reached' where kind = 'call'`)
      await back()
      await after(16)
      await go()
      const { rows } = await admin.query(
        `select t.outcome, (select count(*)::int from task c where c.booking_id = t.booking_id and c.kind = 'call' and c.done_at is null) as open
           from rehome_task t where t.booking_id = $1`,
        [bad.id],
      )
      assert.deepEqual(rows, [{ outcome: 'stands', open }])
    }
  })
})

it('everybody ends with one story where nobody can be chosen at all', async () => {
  const all = [await session({}, 1, at('14:00')), await session({ coachId: coachId(1) }, 1, at('16:00'))]
  await ill()
  const random = () => {
    throw new RangeError('no luck')
  }
  for (const minutes of [0, 5, 10, 15]) {
    await after(minutes)
    await go({ random })
  }
  for (const one of all) assert.deepEqual(await story(one), ['booking-cancelled', '1 cancelled', 'call'])
})

it('everybody ends with one story where it cannot be known who is free', async () => {
  const all = [await session({}, 1, at('14:00')), await session({ coachId: coachId(1) }, 1, at('16:00'))]
  await ill()
  await admin.query('alter table coach_pattern rename to coach_pattern_away')
  for (const minutes of [0, 5, 10, 15]) {
    await after(minutes)
    await go()
  }
  await admin.query('alter table coach_pattern_away rename to coach_pattern')
  for (const one of all) assert.deepEqual(await story(one), ['booking-cancelled', '1 cancelled', 'call'])
})
