import { wrongInDiary } from '../diary.ts'
import { admin } from '../covering.ts'

/** Everything that must be so after each moment, once the rounds have come by: each with a count of what is otherwise. */
const invariants: Record<string, string> = {
  'a time is kept for whom it is offered to': `
    from offer o join claim c on c.id = o.claim_id
   where o.state = 'open' and o.until > clock_now() and not (c.active and c.kind = 'hold')`,
  'no time is kept for nobody': `
    from claim c where c.active and c.kind = 'hold' and c.expires_at > clock_now()
     and not exists (select from offer o where o.claim_id = c.id and o.state = 'open')
     and not exists (select from hold h where h.claim_id = c.id and h.state = 'live')`,
  'no time is taken without a session': `
    from claim c where c.active and c.kind = 'booking'
     and not exists (select from booking b where b.claim_id = c.id and b.status in ('booked', 'fulfilled', 'noshow'))`,

  'whoever was asked to choose another time does not hear that a colleague holds the session': `
    from rehome_task where told_at is not null and outcome = 'reassigned'`,
  'nobody hears twice that their session is cancelled': `
    from (select from message where kind = 'booking-cancelled' and recipient = 'client'
           group by subject_id, channel having count(*) > 1) twice`,
  'each change of a session is told to its client once': `
    from (select from message
           where recipient = 'client' and kind in ('booking-reassigned', 'booking-moved', 'booking-cancelled')
           group by subject_id, subject_sequence, channel having count(*) > 1) twice`,
  'whoever waits because their coach is away hears each thing once': `
    from (select from message m join rehome_task t on t.id = m.subject_id where m.recipient = 'client'
           group by t.id, m.kind, m.channel having count(*) > 1) twice`,
  'whoever has their session cancelled by the service is called': `
    from booking b where b.status = 'cancelled' and cancelled_by = 'service'
     and not exists (select from task t where t.booking_id = b.id and t.kind = 'call')`,
  'nobody is called about a session that stands': `
    from task t join booking b on b.id = t.booking_id
   where t.kind = 'call' and t.done_at is null and b.status = 'booked' and b.starts_at > clock_now()`,

  'a session whose coach is away waits for another coach or time, or its client is called as it had begun': `
    from booking b where b.status = 'booked' and b.ends_at > clock_now()
     and exists (select from absence a where a.coach_id = b.coach_id and a.during && tstzrange(b.starts_at, b.ends_at))
     and not exists (select from rehome_task t where t.booking_id = b.id and t.coach_id = b.coach_id
                        and (t.settled_at is null or t.outcome = 'under-way'))`,
  'no session waits for another coach without a reason': `
    from rehome_task t join booking b on b.id = t.booking_id
   where t.settled_at is null and b.ends_at > clock_now() and not (t.apart or t.by_hand is not null or t.given_up)
     and not exists (select from absence a where a.coach_id = b.coach_id and a.during && tstzrange(b.starts_at, b.ends_at))`,
  'no session waits for another coach that is cancelled or has one': `
    from rehome_task t join booking b on b.id = t.booking_id
   where t.settled_at is null and (b.status <> 'booked' or b.coach_id <> t.coach_id)`,
  'nobody is asked to find a coach for a session that is cancelled': `
    from task t join booking b on b.id = t.booking_id
   where t.kind = 're-home' and t.done_at is null and b.status <> 'booked'`,

  'cover is asked only for a session as it is': `
    from cover v join booking b on b.id = v.booking_id
   where v.settled_at is null and (b.status <> 'booked' or b.coach_id <> v.coach_id or b.starts_at <> v.starts_at)`,
  'a swap is offered only for a session as it is': `
    from cover v join booking b on b.id = v.swap_for
   where v.settled_at is null and (b.status <> 'booked' or b.coach_id <> v.swap_with or b.starts_at <> v.swap_at)`,
  'no session that a colleague takes stays with its coach': `
    from cover where settled_at is null and chosen_id is not null and starts_at > clock_now()`,
  'a coach acknowledges only their own sessions, as far as these stand': `
    from acknowledgement a join booking b on b.id = a.booking_id
   where a.ended_at is null and (b.status <> 'booked' or a.coach_id <> b.coach_id)`,
  'nobody waits for a sooner time without a session': `
    from waiting_alert a join booking b on b.id = a.booking_id where b.status <> 'booked'`,

  'nobody meets a coach who knows them, unless another is being looked for': `
    from booking b join kept_apart k using (client_id, coach_id) where b.status = 'booked' and b.starts_at > clock_now()
     and not exists (select from rehome_task t where t.booking_id = b.id and t.settled_at is null)`,
  'no time is offered with a coach who knows the client': `
    from offer o join booking b on b.id = o.booking_id join kept_apart k on k.client_id = b.client_id and k.coach_id = o.coach_id
   where o.state = 'open' and o.until > clock_now()`,
  'whoever proves the same contact is kept from the same coaches': `
    from booking b join booking o on o.contact_hashes[1] = b.contact_hashes[1]
     join kept_apart k on k.client_id = b.client_id
   where o.verified_at is not null and b.verified_at is not null
     and not exists (select from kept_apart x where x.client_id = o.client_id and x.coach_id = k.coach_id)`,
}
const counted = Object.values(invariants).map((sql) => `(select count(*)::int ${sql})`)
/** That one takes a session that had begun, whose client is called, for forgotten; ours of those whose coach is away know better. */
const saidBetter = 'sessions of the absent not on the list'

/** What is not as it must be: nothing, whatever happened. */
export async function broken(): Promise<Record<string, number>> {
  const { rows } = await admin.query<{ counts: number[] }>(`select array[${counted.join()}] as counts`)
  const ours = Object.keys(invariants).map((what, i) => [what, rows[0]!.counts[i]!] as const)
  const { [saidBetter]: _, ...diary } = await wrongInDiary(admin)
  return Object.fromEntries([...ours, ...Object.entries(diary)].filter(([, wrong]) => Number(wrong) !== 0))
}
