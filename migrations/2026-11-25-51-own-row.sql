-- A coach changes their own row and nobody else's, whatever a statement asks for. It holds for their hours and absences
-- too: each change to those raises the version of the coach whose they are.
create function refuse_other_coach() returns trigger language plpgsql as $$
begin
  raise insufficient_privilege using message = 'a coach changes their own entry only', table = 'coach';
end $$;
create trigger own_row before update on coach for each row
  when (current_user = 'lay_coach' and old.id is distinct from nullif(current_setting('app.actor', true), '')::uuid)
  execute function refuse_other_coach();
