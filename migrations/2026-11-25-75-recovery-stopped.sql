-- Whoever may look at a recovery may stop it, also after somebody agreed to it.
drop policy agreeing on recovery;
drop policy agreeing_governance on recovery;
drop policy stopping on recovery;
create policy agreeing on recovery for update to lay_lead using (true)
  with check (agreed_by is null or ended_at is not null or (agreed_by = (select me()) and agreed_as = 'lead_ops'));
create policy agreeing_governance on recovery for update to lay_governance using (true)
  with check (agreed_by is null or ended_at is not null or (agreed_by = (select me()) and agreed_as = 'governance'));
create policy stopping on recovery for update to lay_rota using (at_my_provider(staff_id)) with check (at_my_provider(staff_id));
