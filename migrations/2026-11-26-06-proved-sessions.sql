-- A session of staff is written only for somebody who proved who they are within the last two minutes, and no surer than
-- they did: whatever goes wrong before this statement, it lets nobody in for whom there is no proof. In a demonstration
-- anybody may be anybody; that a database is one is written by whoever lays its people, and by no login of the product.
create table demonstration (is_one boolean primary key default true check (is_one));
comment on table demonstration is 'room: identity';
select secure('demonstration');

create function proved_lately(p_staff uuid, p_level integer) returns boolean language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from passkey k where k.staff_id = p_staff and k.ended_at is null
                  and greatest(k.made_at, k.last_used_at) > clock_now() - interval '2 minutes')
      or exists (select from oidc_link l where l.staff_id = p_staff and l.ended_at is null
                  and greatest(l.made_at, l.last_used_at) > clock_now() - interval '2 minutes')
      or exists (select from recovery r where r.staff_id = p_staff and r.used_at > clock_now() - interval '2 minutes')
      or p_level = 1 and exists (select from one_time_code c where c.subject = p_staff and c.purpose = 'team'
                  and c.tries > 0 and c.used_at > clock_now() - interval '2 minutes')
      or exists (select from demonstration)
$$;
revoke execute on function proved_lately(uuid, integer) from public;
grant execute on function proved_lately(uuid, integer) to lay_public;
alter policy mine on staff_session
  with check ((level = 1 or strong_at is not null) and proved_lately(staff_id, level));
