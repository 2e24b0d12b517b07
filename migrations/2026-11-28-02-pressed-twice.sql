-- Whether the coach who asks answered so before: took that cover, agreed to that swap, or declined it. Nobody else learns anything by it.
create function answered_before(p_cover uuid, p_yes boolean) returns boolean language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from cover v where v.id = p_cover and covering_as() = 'coach'
    and case when p_yes then v.chosen_id = me() and (v.settled_at is null or v.outcome = 'given')
             else v.swap_with = me() and v.outcome = 'declined' end)
$$;
revoke execute on function answered_before(uuid, boolean) from public;
grant execute on function answered_before(uuid, boolean) to lay_coach;
