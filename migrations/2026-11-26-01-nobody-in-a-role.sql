-- A role without anybody in it finds nothing, here as elsewhere.
alter policy seeing on legal_hold using ((select me()) is not null);
alter policy lifting on legal_hold using ((select me()) is not null and lifted_at is null)
  with check (lifted_by = (select me()) and lifted_at is not null);
revoke insert, update (review_on) on legal_hold from lay_governance;
grant insert (client_id, reason, owner_id, review_on) on legal_hold to lay_governance;
