-- The schema as the migrations leave it, for reading: written by `npm run schema`, compared by a test, never run.
-- Bodies of functions stand in the migrations; so does pgboss, the queue's own schema.

-- room: coaches
create table absence (
  id uuid not null default gen_random_uuid(),
  coach_id uuid not null,
  during tstzrange not null,
  reason text not null,
  recorded_at timestamp with time zone not null default clock_now(),
  constraint absence_pkey PRIMARY KEY (id),
  constraint absence_coach_id_fkey FOREIGN KEY (coach_id) REFERENCES coach(id),
  constraint absence_during_check CHECK (((NOT isempty(during)) AND isfinite(lower(during)) AND isfinite(upper(during)) AND (lower(during) IS NOT NULL) AND (upper(during) IS NOT NULL) AND lower_inc(during) AND (NOT upper_inc(during)))),
  constraint absence_reason_check CHECK ((reason = ANY (ARRAY['ill'::text, 'leave'::text, 'other'::text])))
);
CREATE INDEX absence_coach_id_idx ON public.absence USING btree (coach_id);
CREATE INDEX absence_during_idx ON public.absence USING gist (during);
CREATE TRIGGER let_go AFTER INSERT OR UPDATE OF during ON public.absence FOR EACH ROW EXECUTE FUNCTION let_go_of_absent();
CREATE TRIGGER stamp AFTER INSERT OR DELETE OR UPDATE ON public.absence FOR EACH ROW EXECUTE FUNCTION stamp_coach();
-- row level security
-- policy operator for all to lay_ops using (true) with check (true)
-- policy own for all to lay_coach using ((coach_id = ( SELECT me() AS me))) with check ((coach_id = ( SELECT me() AS me)))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy reading for select to lay_coach, lay_ops, lay_public, lay_worker using (true)
-- lay_coach may delete, insert, select, update
-- lay_ops may delete, insert, select, update
-- lay_public may select (coach_id, during, id)
-- lay_worker may select (coach_id, during, id, recorded_at)

-- room: identity
create table access_review (
  id uuid not null default gen_random_uuid(),
  signed_at timestamp with time zone not null default clock_now(),
  signed_by uuid not null,
  signed_as text not null,
  constraint access_review_pkey PRIMARY KEY (id),
  constraint access_review_signed_by_fkey FOREIGN KEY (signed_by) REFERENCES staff(id),
  constraint access_review_signed_as_check CHECK ((signed_as = ANY (ARRAY['lead_ops'::text, 'governance'::text])))
);
-- row level security
-- policy owner for all to lay_owner using (true) with check (true)
-- policy seeing for select to lay_governance, lay_lead using ((( SELECT me() AS me) IS NOT NULL))
-- policy signing for insert to lay_lead with check (((signed_by = ( SELECT me() AS me)) AND (signed_as = 'lead_ops'::text)))
-- policy signing_governance for insert to lay_governance with check (((signed_by = ( SELECT me() AS me)) AND (signed_as = 'governance'::text)))
-- lay_governance may insert (signed_as, signed_by), select
-- lay_lead may insert (signed_as, signed_by), select

-- room: identity
create table access_review_line (
  review_id uuid not null,
  staff_id uuid not null,
  role text not null,
  provider_id uuid,
  decision text not null,
  constraint access_review_line_pkey PRIMARY KEY (review_id, staff_id, role),
  constraint access_review_line_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES provider(id),
  constraint access_review_line_review_id_fkey FOREIGN KEY (review_id) REFERENCES access_review(id) ON DELETE CASCADE,
  constraint access_review_line_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id),
  constraint access_review_line_decision_check CHECK ((decision = ANY (ARRAY['kept'::text, 'removed'::text])))
);
-- row level security
-- policy owner for all to lay_owner using (true) with check (true)
-- policy seeing for select to lay_governance, lay_lead using ((( SELECT me() AS me) IS NOT NULL))
-- policy signing for insert to lay_governance, lay_lead with check ((EXISTS ( SELECT
   FROM access_review v
  WHERE ((v.id = access_review_line.review_id) AND (v.signed_by = ( SELECT me() AS me))))))
-- lay_governance may insert, select
-- lay_lead may insert, select

-- room: booking
create table acknowledgement (
  booking_id uuid not null,
  sequence integer not null,
  coach_id uuid not null,
  starts_at timestamp with time zone not null,
  asked_at timestamp with time zone not null,
  link_hash bytea,
  acknowledged_at timestamp with time zone,
  ended_at timestamp with time zone,
  constraint acknowledgement_link_hash_key UNIQUE (link_hash),
  constraint acknowledgement_pkey PRIMARY KEY (booking_id, sequence),
  constraint acknowledgement_booking_id_fkey FOREIGN KEY (booking_id) REFERENCES booking(id) ON DELETE CASCADE,
  constraint acknowledgement_coach_id_fkey FOREIGN KEY (coach_id) REFERENCES coach(id),
  constraint acknowledgement_link_hash_check CHECK ((length(link_hash) = 32))
);
CREATE INDEX acknowledgement_coach_id_idx ON public.acknowledgement USING btree (coach_id);
CREATE INDEX acknowledgement_waiting ON public.acknowledgement USING btree (starts_at) WHERE ((acknowledged_at IS NULL) AND (ended_at IS NULL));
CREATE UNIQUE INDEX one_acknowledgement_a_booking ON public.acknowledgement USING btree (booking_id) WHERE (ended_at IS NULL);
CREATE TRIGGER end_cover_task AFTER UPDATE OF acknowledged_at ON public.acknowledgement FOR EACH ROW WHEN (((old.acknowledged_at IS NULL) AND (new.acknowledged_at IS NOT NULL))) EXECUTE FUNCTION end_cover_task();
-- row level security
-- policy operating for select to lay_lead using ((( SELECT me() AS me) IS NOT NULL))
-- policy own for all to lay_coach using ((coach_id = ( SELECT me() AS me))) with check ((coach_id = ( SELECT me() AS me)))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy working for all to lay_worker using (true) with check (true)
-- lay_coach may select (acknowledged_at, asked_at, booking_id, coach_id, ended_at, sequence, starts_at), update (acknowledged_at)
-- lay_lead may select (acknowledged_at, asked_at, booking_id, coach_id, ended_at, sequence, starts_at)
-- lay_worker may select, update (link_hash)

-- room: booking
create table acknowledgement_alert (
  number integer not null generated always as identity,
  booking_id uuid not null,
  sequence integer not null,
  alerted_at timestamp with time zone not null default clock_now(),
  covered_at timestamp with time zone,
  constraint acknowledgement_alert_booking_id_sequence_key UNIQUE (booking_id, sequence),
  constraint acknowledgement_alert_pkey PRIMARY KEY (number),
  constraint acknowledgement_alert_booking_id_sequence_fkey FOREIGN KEY (booking_id, sequence) REFERENCES acknowledgement(booking_id, sequence) ON DELETE CASCADE
);
-- row level security
-- policy owner for all to lay_owner using (true) with check (true)
-- policy working for all to lay_worker using (true) with check (true)
-- lay_worker may insert (booking_id, sequence), select, update (covered_at)

-- room: coaching
create table action_step (
  id uuid not null default gen_random_uuid(),
  goal_id uuid,
  client_id uuid not null,
  shared boolean not null default false,
  sealed_text bytea not null,
  due_on date,
  done_at timestamp with time zone,
  made_at timestamp with time zone not null default clock_now(),
  constraint action_step_pkey PRIMARY KEY (id),
  constraint action_step_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id) ON DELETE CASCADE,
  constraint action_step_goal_id_fkey FOREIGN KEY (goal_id) REFERENCES goal(id) ON DELETE CASCADE
);
CREATE INDEX action_step_client_id_idx ON public.action_step USING btree (client_id);
-- row level security
-- policy here for select to lay_public using ((client_id IN ( SELECT plans_open_here() AS plans_open_here)))
-- policy own for all to lay_client using (((client_id = ( SELECT me() AS me)) AND may_open_plan(client_id))) with check (((client_id = ( SELECT me() AS me)) AND may_open_plan(client_id)))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy shared for select to lay_coach using ((shared AND (client_id IN ( SELECT records_open() AS records_open))))
-- lay_client may delete, insert, select, update
-- lay_coach may select
-- lay_public may select

-- room: identity
create table api_answer (
  key_id uuid not null,
  idempotency_key text not null,
  call_hash bytea not null,
  status integer,
  made_at timestamp with time zone not null default clock_now(),
  sealed_body bytea,
  constraint api_answer_pkey PRIMARY KEY (key_id, idempotency_key),
  constraint api_answer_call_hash_check CHECK ((length(call_hash) = 32)),
  constraint api_answer_idempotency_key_check CHECK (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 255)))
);
CREATE INDEX api_answer_made ON public.api_answer USING btree (made_at);
-- row level security
-- policy own for all to lay_public using ((key_id = ( SELECT claim_key() AS claim_key))) with check ((key_id = ( SELECT claim_key() AS claim_key)))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy tidying for all to lay_worker using (true)
-- lay_public may insert, select, update
-- lay_worker may delete, select

-- room: identity
create table api_key (
  id uuid not null default gen_random_uuid(),
  name text not null,
  scope text not null,
  hash bytea not null,
  made_at timestamp with time zone not null default clock_now(),
  revoked_at timestamp with time zone,
  constraint api_key_hash_key UNIQUE (hash),
  constraint api_key_pkey PRIMARY KEY (id),
  constraint api_key_hash_check CHECK ((length(hash) = 32)),
  constraint api_key_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  constraint api_key_scope_check CHECK ((scope = ANY (ARRAY['booking'::text, 'metrics'::text])))
);
-- row level security
-- policy operator for all to lay_ops using (true) with check (true)
-- policy own for select to lay_public using ((hash = ( SELECT claim_hash() AS claim_hash)))
-- policy owner for all to lay_owner using (true) with check (true)
-- lay_ops may insert, select, update (revoked_at)
-- lay_public may select

-- room: audit
create table audit_checkpoint (
  seq bigint not null,
  epoch integer not null,
  at timestamp with time zone not null default clock_now(),
  size bigint not null,
  root bytea not null,
  prev bytea,
  watermark xid8 not null,
  place text not null,
  key text not null,
  signature bytea not null,
  hash bytea not null,
  constraint audit_checkpoint_hash_key UNIQUE (hash),
  constraint audit_checkpoint_pkey PRIMARY KEY (seq),
  constraint audit_checkpoint_check CHECK (((seq = 1) = (prev IS NULL))),
  constraint audit_checkpoint_epoch_check CHECK ((epoch > 0)),
  constraint audit_checkpoint_root_check CHECK ((octet_length(root) = 32)),
  constraint audit_checkpoint_seq_check CHECK ((seq > 0)),
  constraint audit_checkpoint_size_check CHECK ((size >= 0))
);
-- row level security
-- policy looking_back for select to lay_ops, lay_worker using (true)
-- policy owner for all to lay_owner using (true) with check (true)
-- policy sealing for insert to lay_worker with check (true)
-- policy signed for select to lay_client, lay_governance, lay_sysadmin using (true)
-- lay_client may select
-- lay_governance may select
-- lay_ops may select
-- lay_sysadmin may select
-- lay_worker may insert, select

-- room: audit
create table audit_event (
  id bigint not null generated always as identity,
  at timestamp with time zone not null default clock_now(),
  verb text not null,
  subject_kind text not null,
  subject_id uuid not null,
  actor_kind text not null,
  actor_id uuid,
  reason text,
  request_id text,
  n bigint not null,
  object_id uuid,
  zone text not null,
  late boolean not null default false,
  prev bytea,
  hash bytea not null,
  xid xid8 not null default pg_current_xact_id(),
  constraint audit_event_pkey PRIMARY KEY (id),
  constraint audit_event_sound CHECK (sound_audit_event(verb, subject_kind, actor_kind, reason, request_id, n, prev, hash))
);
CREATE INDEX audit_event_at ON public.audit_event USING brin (at);
CREATE INDEX audit_event_of_actor ON public.audit_event USING btree (actor_id, at) WHERE ((actor_id IS NOT NULL) AND (actor_kind <> 'key'::text));
CREATE INDEX audit_event_written ON public.audit_event USING btree (xid);
CREATE UNIQUE INDEX audit_event_chain ON public.audit_event USING btree (subject_id, n);
-- row level security
-- policy checking for select to lay_ops using (true)
-- policy governing for select to lay_governance using ((( SELECT me() AS me) IS NOT NULL))
-- policy heads for select to lay_worker using (true)
-- policy own_acts for select to lay_lead using ((actor_id = ( SELECT me() AS me)))
-- policy own_record for select to lay_client using (((subject_id IN ( SELECT audit_subjects_of_me() AS audit_subjects_of_me)) AND audit_told(object_id)))
-- policy owner for all to lay_owner using (true) with check (true)
-- lay_client may select
-- lay_governance may select
-- lay_lead may select
-- lay_ops may select
-- lay_worker may select (hash, n, subject_id, xid)

-- room: audit
create table audit_late (
  id bigint not null generated always as identity,
  at timestamp with time zone not null default clock_now(),
  event jsonb not null,
  role text not null,
  constraint audit_late_pkey PRIMARY KEY (id)
);
-- row level security
-- policy checking for select to lay_ops using (true)
-- policy owner for all to lay_owner using (true) with check (true)
-- lay_ops may select (at, id)

-- room: audit
create table audit_leaf (
  position bigint not null,
  subject_id uuid not null,
  n bigint not null,
  hash bytea not null,
  constraint audit_leaf_subject_id_n_key UNIQUE (subject_id, n),
  constraint audit_leaf_pkey PRIMARY KEY ("position"),
  constraint audit_leaf_hash_check CHECK ((octet_length(hash) = 32)),
  constraint audit_leaf_n_check CHECK ((n > 0)),
  constraint audit_leaf_position_check CHECK (("position" >= 0))
);
-- row level security
-- policy looking_back for select to lay_ops, lay_worker using (true)
-- policy own_heads for select to lay_client using ((subject_id IN ( SELECT audit_subjects_of_me() AS audit_subjects_of_me)))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy sealing for insert to lay_worker with check (true)
-- lay_client may select
-- lay_ops may select
-- lay_worker may insert, select

-- room: audit
create table audit_node (
  level smallint not null,
  position bigint not null,
  hash bytea not null,
  constraint audit_node_pkey PRIMARY KEY (level, "position"),
  constraint audit_node_hash_check CHECK ((octet_length(hash) = 32)),
  constraint audit_node_level_check CHECK ((level >= 0)),
  constraint audit_node_position_check CHECK (("position" >= 0))
);
-- row level security
-- policy hashes for select to lay_client using (true)
-- policy looking_back for select to lay_ops, lay_worker using (true)
-- policy owner for all to lay_owner using (true) with check (true)
-- policy sealing for insert to lay_worker with check (true)
-- lay_client may select
-- lay_ops may select
-- lay_worker may insert, select

-- room: organisations
create table bank_holiday (
  on_date date not null,
  name text not null,
  constraint bank_holiday_pkey PRIMARY KEY (on_date)
);
-- row level security
-- policy owner for all to lay_owner using (true) with check (true)
-- policy reading for select to lay_lead, lay_ops using (true)
-- lay_lead may select
-- lay_ops may select

-- room: organisations
create table board (
  code text not null,
  name text not null,
  short_name text not null,
  region_code text not null,
  valid_from date not null,
  valid_to date,
  constraint board_pkey PRIMARY KEY (code),
  constraint board_region_code_fkey FOREIGN KEY (region_code) REFERENCES region(code),
  constraint board_check CHECK (((valid_to IS NULL) OR (valid_to > valid_from))),
  constraint board_code_check CHECK ((code ~ '^[A-Z0-9]{3,5}$'::text))
);
-- row level security
-- policy changing for all to lay_ops using (true) with check (true)
-- policy owner for all to lay_owner using (true) with check (true)
-- policy reading for select to lay_client, lay_coach, lay_commissioner, lay_demo, lay_duty, lay_evaluator, lay_governance, lay_keys, lay_lead, lay_opening, lay_ops, lay_public, lay_rota, lay_supervisor, lay_sysadmin, lay_worker using (true)
-- lay_client may select
-- lay_coach may select
-- lay_commissioner may select
-- lay_demo may select
-- lay_duty may select
-- lay_evaluator may select
-- lay_governance may select
-- lay_keys may select
-- lay_lead may select
-- lay_opening may select
-- lay_ops may delete, insert, select, update
-- lay_public may select
-- lay_rota may select
-- lay_supervisor may select
-- lay_sysadmin may select
-- lay_worker may select

-- room: organisations
create table board_boundary (
  board_code text not null,
  ons_code text not null,
  valid_from date not null,
  valid_to date,
  constraint board_boundary_pkey PRIMARY KEY (board_code, valid_from),
  constraint board_boundary_board_code_fkey FOREIGN KEY (board_code) REFERENCES board(code),
  constraint board_boundary_check CHECK (((valid_to IS NULL) OR (valid_to > valid_from)))
);
-- row level security
-- policy changing for all to lay_ops using (true) with check (true)
-- policy owner for all to lay_owner using (true) with check (true)
-- policy reading for select to lay_client, lay_coach, lay_commissioner, lay_demo, lay_duty, lay_evaluator, lay_governance, lay_keys, lay_lead, lay_opening, lay_ops, lay_public, lay_rota, lay_supervisor, lay_sysadmin, lay_worker using (true)
-- lay_client may select
-- lay_coach may select
-- lay_commissioner may select
-- lay_demo may select
-- lay_duty may select
-- lay_evaluator may select
-- lay_governance may select
-- lay_keys may select
-- lay_lead may select
-- lay_opening may select
-- lay_ops may delete, insert, select, update
-- lay_public may select
-- lay_rota may select
-- lay_supervisor may select
-- lay_sysadmin may select
-- lay_worker may select

-- room: organisations
create table board_place (
  from_code text not null,
  place_code text not null,
  to_code text not null,
  constraint board_place_pkey PRIMARY KEY (from_code, place_code),
  constraint board_place_from_code_to_code_fkey FOREIGN KEY (from_code, to_code) REFERENCES board_succession(from_code, to_code)
);
-- row level security
-- policy changing for all to lay_ops using (true) with check (true)
-- policy owner for all to lay_owner using (true) with check (true)
-- policy reading for select to lay_client, lay_coach, lay_commissioner, lay_demo, lay_duty, lay_evaluator, lay_governance, lay_keys, lay_lead, lay_opening, lay_ops, lay_public, lay_rota, lay_supervisor, lay_sysadmin, lay_worker using (true)
-- lay_client may select
-- lay_coach may select
-- lay_commissioner may select
-- lay_demo may select
-- lay_duty may select
-- lay_evaluator may select
-- lay_governance may select
-- lay_keys may select
-- lay_lead may select
-- lay_opening may select
-- lay_ops may delete, insert, select, update
-- lay_public may select
-- lay_rota may select
-- lay_supervisor may select
-- lay_sysadmin may select
-- lay_worker may select

-- room: organisations
create table board_succession (
  from_code text not null,
  to_code text not null,
  on_date date not null,
  constraint board_succession_pkey PRIMARY KEY (from_code, to_code),
  constraint board_succession_from_code_fkey FOREIGN KEY (from_code) REFERENCES board(code),
  constraint board_succession_to_code_fkey FOREIGN KEY (to_code) REFERENCES board(code)
);
-- row level security
-- policy changing for all to lay_ops using (true) with check (true)
-- policy owner for all to lay_owner using (true) with check (true)
-- policy reading for select to lay_client, lay_coach, lay_commissioner, lay_demo, lay_duty, lay_evaluator, lay_governance, lay_keys, lay_lead, lay_opening, lay_ops, lay_public, lay_rota, lay_supervisor, lay_sysadmin, lay_worker using (true)
-- lay_client may select
-- lay_coach may select
-- lay_commissioner may select
-- lay_demo may select
-- lay_duty may select
-- lay_evaluator may select
-- lay_governance may select
-- lay_keys may select
-- lay_lead may select
-- lay_opening may select
-- lay_ops may delete, insert, select, update
-- lay_public may select
-- lay_rota may select
-- lay_supervisor may select
-- lay_sysadmin may select
-- lay_worker may select

-- room: booking
create table booking (
  id uuid not null default gen_random_uuid(),
  reference text not null,
  status text not null default 'booked'::text,
  sequence integer not null default 0,
  service_key text not null,
  service_version integer not null,
  coach_id uuid not null,
  claim_id uuid not null,
  mode text not null,
  longer boolean not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  matched_on text[] not null,
  area text,
  setting_key text,
  role_group_key text,
  browser bytea,
  api_key_id uuid,
  visit_hash bytea not null,
  contact_hashes bytea[] not null,
  verified_at timestamp with time zone,
  release_at timestamp with time zone,
  made_at timestamp with time zone not null default clock_now(),
  cancelled_at timestamp with time zone,
  cancelled_by text,
  link_number integer not null default 0,
  unsure boolean not null default false,
  client_id uuid not null,
  interpreter text[] not null default '{}'::text[],
  sealed_adjustments bytea not null,
  constraint booking_claim_id_key UNIQUE (claim_id),
  constraint booking_reference_key UNIQUE (reference),
  constraint booking_visit_hash_key UNIQUE (visit_hash),
  constraint booking_pkey PRIMARY KEY (id),
  constraint booking_area_fkey FOREIGN KEY (area) REFERENCES board(code),
  constraint booking_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES claim(id),
  constraint booking_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint booking_coach_id_fkey FOREIGN KEY (coach_id) REFERENCES coach(id),
  constraint booking_role_group_key_fkey FOREIGN KEY (role_group_key) REFERENCES role_group(key),
  constraint booking_service_key_service_version_fkey FOREIGN KEY (service_key, service_version) REFERENCES service_version(key, version),
  constraint booking_setting_key_fkey FOREIGN KEY (setting_key) REFERENCES setting(key),
  constraint booking_sound CHECK (sound_booking(reference, status, starts_at, ends_at, mode, interpreter, cancelled_by))
);
CREATE INDEX booking_first_contact ON public.booking USING btree ((contact_hashes[1]));
CREATE INDEX booking_not_proved ON public.booking USING btree (browser) WHERE ((verified_at IS NULL) AND (status = 'booked'::text) AND (browser IS NOT NULL));
CREATE INDEX booking_of_browser ON public.booking USING btree (browser) WHERE (browser IS NOT NULL);
CREATE INDEX booking_of_client ON public.booking USING btree (client_id);
CREATE INDEX booking_of_coach ON public.booking USING btree (coach_id, starts_at);
CREATE INDEX booking_releasing ON public.booking USING btree (release_at) WHERE ((release_at IS NOT NULL) AND (status = 'booked'::text));
CREATE INDEX booking_second_contact ON public.booking USING btree ((contact_hashes[2])) WHERE (contact_hashes[2] IS NOT NULL);
CREATE INDEX booking_without_outcome ON public.booking USING btree (ends_at) WHERE (status = 'booked'::text);
CREATE TRIGGER apart_as_one AFTER UPDATE OF client_id ON public.booking FOR EACH ROW WHEN ((old.client_id <> new.client_id)) EXECUTE FUNCTION keep_apart_as_one();
CREATE TRIGGER apart_once_proved AFTER UPDATE OF verified_at ON public.booking FOR EACH ROW WHEN (((old.verified_at IS NULL) AND (new.verified_at IS NOT NULL))) EXECUTE FUNCTION apart_once_proved();
CREATE TRIGGER contact_changed AFTER UPDATE OF contact_hashes ON public.booking FOR EACH ROW WHEN ((old.contact_hashes IS DISTINCT FROM new.contact_hashes)) EXECUTE FUNCTION contact_changed();
CREATE TRIGGER end_tasks AFTER UPDATE OF status, coach_id, starts_at ON public.booking FOR EACH ROW WHEN (((old.status <> new.status) OR (old.coach_id <> new.coach_id) OR (old.starts_at <> new.starts_at))) EXECUTE FUNCTION end_tasks();
CREATE TRIGGER forget_replies AFTER UPDATE OF contact_hashes ON public.booking FOR EACH ROW WHEN (((old.contact_hashes <> new.contact_hashes) AND (new.contact_hashes = '{}'::bytea[]))) EXECUTE FUNCTION forget_replies();
CREATE TRIGGER interpreter_asked AFTER INSERT ON public.booking FOR EACH ROW WHEN ((new.interpreter <> '{}'::text[])) EXECUTE FUNCTION interpreter_task();
CREATE TRIGGER interpreter_changed AFTER UPDATE OF status, starts_at ON public.booking FOR EACH ROW WHEN (((new.interpreter <> '{}'::text[]) AND ((old.status <> new.status) OR (old.starts_at <> new.starts_at)))) EXECUTE FUNCTION interpreter_task();
CREATE TRIGGER not_apart BEFORE UPDATE OF coach_id ON public.booking FOR EACH ROW WHEN (((old.coach_id <> new.coach_id) OR (old.starts_at <> new.starts_at))) EXECUTE FUNCTION booking_not_apart();
CREATE TRIGGER settle AFTER UPDATE OF status, coach_id, starts_at ON public.booking FOR EACH ROW WHEN (((old.status <> new.status) OR (old.coach_id <> new.coach_id) OR (old.starts_at <> new.starts_at))) EXECUTE FUNCTION settle_rehome();
CREATE TRIGGER settle_cover AFTER UPDATE OF status, coach_id, starts_at, mode, longer, matched_on ON public.booking FOR EACH ROW WHEN (((old.status <> new.status) OR (old.coach_id <> new.coach_id) OR (old.starts_at <> new.starts_at) OR (old.mode <> new.mode) OR (old.longer <> new.longer) OR (old.matched_on <> new.matched_on))) EXECUTE FUNCTION settle_cover();
-- row level security
-- policy changing for update to lay_public using (((browser = ( SELECT claim_hash() AS claim_hash)) OR (api_key_id = ( SELECT claim_key() AS claim_key)) OR (EXISTS ( SELECT
   FROM browser_grant g
  WHERE ((g.subject = booking.id) AND (g.browser = ( SELECT claim_hash() AS claim_hash)) AND (g.until > clock_now()))))))
-- policy coaching for all to lay_coach using (((coach_id = ( SELECT me() AS me)) AND (NOT (client_id IN ( SELECT clients_kept_from_me() AS clients_kept_from_me))))) with check ((coach_id = ( SELECT me() AS me)))
-- policy making for insert to lay_public with check (((browser = ( SELECT claim_hash() AS claim_hash)) OR (api_key_id = ( SELECT claim_key() AS claim_key))))
-- policy mine for select to lay_client using ((id IN ( SELECT bookings_of_client(( SELECT me() AS me)) AS bookings_of_client)))
-- policy of_provider for select to lay_rota using ((coach_id IN ( SELECT c.id
   FROM coach c
  WHERE (c.provider_id = ( SELECT my_provider() AS my_provider)))))
-- policy of_the_case for select to lay_duty using ((id IN ( SELECT c.booking_id
   FROM concern c
  WHERE (c.closed_at IS NULL))))
-- policy opened for select to lay_opening using ((id IN ( SELECT bookings_open_to_me() AS bookings_open_to_me)))
-- policy operating for select to lay_governance, lay_lead using ((( SELECT me() AS me) IS NOT NULL))
-- policy operator for select to lay_ops using (true)
-- policy own for select to lay_public using (((browser = ( SELECT claim_hash() AS claim_hash)) OR (api_key_id = ( SELECT claim_key() AS claim_key)) OR (visit_hash = ( SELECT claim_hash() AS claim_hash)) OR (EXISTS ( SELECT
   FROM browser_grant g
  WHERE ((g.subject = booking.id) AND (g.browser = ( SELECT claim_hash() AS claim_hash)) AND (g.until > clock_now()))))))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy working for all to lay_worker using (true) with check (true)
-- lay_client may select
-- lay_coach may select (cancelled_at, cancelled_by, claim_id, client_id, coach_id, ends_at, id, interpreter, link_number, longer, made_at, matched_on, mode, reference, release_at, sealed_adjustments, sequence, service_key, service_version, starts_at, status, unsure, verified_at), update (cancelled_at, cancelled_by, sequence, status)
-- lay_duty may select (area, ends_at, id, interpreter, mode, starts_at)
-- lay_governance may select (area, cancelled_at, cancelled_by, coach_id, ends_at, id, interpreter, longer, made_at, mode, reference, role_group_key, service_key, starts_at, status)
-- lay_lead may select (area, cancelled_at, cancelled_by, coach_id, ends_at, id, interpreter, longer, made_at, mode, reference, role_group_key, service_key, starts_at, status)
-- lay_opening may select (client_id, id, reference, starts_at)
-- lay_ops may select
-- lay_public may insert, select, update (cancelled_at, cancelled_by, claim_id, coach_id, contact_hashes, ends_at, link_number, longer, matched_on, mode, release_at, sequence, service_version, starts_at, status, verified_at, visit_hash)
-- lay_rota may select (coach_id, ends_at, mode, starts_at, status)
-- lay_worker may delete, select, update

-- room: booking
create table booking_change (
  booking_id uuid not null,
  sequence integer not null,
  what text not null,
  at timestamp with time zone not null default clock_now(),
  by_whom text not null,
  coach_id uuid not null,
  starts_at timestamp with time zone not null,
  constraint booking_change_pkey PRIMARY KEY (booking_id, sequence, what),
  constraint booking_change_booking_id_fkey FOREIGN KEY (booking_id) REFERENCES booking(id) ON DELETE CASCADE,
  constraint booking_change_what_check CHECK ((what = ANY (ARRAY['booked'::text, 'moved'::text, 'cancelled'::text, 'corrected'::text])))
);
CREATE TRIGGER acknowledgement AFTER INSERT ON public.booking_change FOR EACH ROW WHEN (((new.what <> ALL (ARRAY['booked'::text, 'corrected'::text])) OR ((new.what = 'booked'::text) AND (new.starts_at <= (new.at + '02:00:00'::interval))))) EXECUTE FUNCTION ask_to_acknowledge();
-- row level security
-- policy operator for select to lay_ops using (true)
-- policy own for select to lay_coach, lay_public using ((EXISTS ( SELECT
   FROM booking b
  WHERE (b.id = booking_change.booking_id))))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy working for all to lay_worker using (true) with check (true)
-- policy writing for insert to lay_coach, lay_public with check ((((sequence = 0) AND (what = 'booked'::text)) OR sees_booking(booking_id)))
-- lay_coach may insert, select
-- lay_ops may select
-- lay_public may insert, select
-- lay_worker may insert, select

-- room: booking
create table booking_person (
  booking_id uuid not null,
  channel text not null default 'email'::text,
  client_id uuid not null,
  sealed_name bytea not null,
  sealed_email bytea,
  sealed_phone bytea,
  sealed_session_phone bytea,
  takes_texts boolean not null default false,
  has_email boolean not null generated always as ((sealed_email IS NOT NULL)),
  has_phone boolean not null generated always as ((sealed_phone IS NOT NULL)),
  stopped_hash bytea,
  mail_stopped_hash bytea,
  any_time boolean not null default false,
  texts_too boolean not null default false,
  constraint booking_person_pkey PRIMARY KEY (booking_id),
  constraint booking_person_booking_id_fkey FOREIGN KEY (booking_id) REFERENCES booking(id) ON DELETE CASCADE,
  constraint booking_person_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'text'::text]))),
  constraint booking_person_check CHECK (((sealed_email IS NOT NULL) OR (sealed_phone IS NOT NULL))),
  constraint booking_person_mail_stopped_hash_check CHECK ((length(mail_stopped_hash) = 32)),
  constraint booking_person_stopped_hash_check CHECK ((length(stopped_hash) = 32))
);
CREATE INDEX booking_person_of_client ON public.booking_person USING btree (client_id);
CREATE TRIGGER end_tasks AFTER DELETE ON public.booking_person FOR EACH ROW EXECUTE FUNCTION end_tasks_of_nobody();
CREATE TRIGGER stop_alert AFTER UPDATE OF stopped_hash ON public.booking_person FOR EACH ROW WHEN (((new.stopped_hash IS NOT NULL) AND new.takes_texts AND ((new.channel = 'text'::text) OR (NOT new.has_email)))) EXECUTE FUNCTION stop_alert();
CREATE TRIGGER stop_alert_by_mail AFTER UPDATE OF mail_stopped_hash ON public.booking_person FOR EACH ROW WHEN (((new.mail_stopped_hash IS NOT NULL) AND new.has_email AND (NOT (new.takes_texts AND (new.channel = 'text'::text))))) EXECUTE FUNCTION stop_alert();
-- row level security
-- policy of_ones_own for select to lay_client using ((client_id = ( SELECT me() AS me)))
-- policy opened for select to lay_opening using ((booking_id IN ( SELECT bookings_open_to_me() AS bookings_open_to_me)))
-- policy own for all to lay_coach, lay_public using ((EXISTS ( SELECT
   FROM booking b
  WHERE (b.id = booking_person.booking_id)))) with check (true)
-- policy owner for all to lay_owner using (true) with check (true)
-- policy working for all to lay_worker using (true) with check (true)
-- lay_client may select (booking_id, channel, client_id, sealed_email, sealed_name, sealed_phone)
-- lay_coach may select (any_time, booking_id, channel, client_id, has_email, has_phone, sealed_name, sealed_session_phone, takes_texts)
-- lay_opening may select (booking_id, channel, client_id, sealed_email, sealed_name, sealed_phone)
-- lay_public may insert, select, update (any_time, channel, sealed_email, sealed_name, sealed_phone, sealed_session_phone, takes_texts, texts_too)
-- lay_worker may delete, insert, select, update

-- room: governance
create table break_glass (
  id uuid not null default gen_random_uuid(),
  client_id uuid not null,
  reference text not null,
  reason text not null,
  minutes integer not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null default clock_now(),
  delay_reason text,
  approved_by uuid,
  approved_at timestamp with time zone,
  until timestamp with time zone,
  refused_by uuid,
  refused_at timestamp with time zone,
  opened_at timestamp with time zone,
  ended_at timestamp with time zone,
  told_at timestamp with time zone,
  delay_reviewed_by uuid,
  delay_reviewed_at timestamp with time zone,
  constraint break_glass_pkey PRIMARY KEY (id),
  constraint break_glass_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES staff(id),
  constraint break_glass_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES staff(id),
  constraint break_glass_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id) ON DELETE CASCADE,
  constraint break_glass_delay_reviewed_by_fkey FOREIGN KEY (delay_reviewed_by) REFERENCES staff(id),
  constraint break_glass_refused_by_fkey FOREIGN KEY (refused_by) REFERENCES staff(id),
  constraint break_glass_check CHECK ((((approved_by IS NULL) = (approved_at IS NULL)) AND ((approved_by IS NULL) = (until IS NULL)))),
  constraint break_glass_check1 CHECK ((until <= (approved_at + '01:00:00'::interval))),
  constraint break_glass_check2 CHECK ((((refused_by IS NULL) = (refused_at IS NULL)) AND ((refused_by IS NULL) OR (approved_by IS NULL)))),
  constraint break_glass_check3 CHECK (((opened_at IS NULL) OR (approved_at IS NOT NULL))),
  constraint break_glass_delay_reason_check CHECK (((length(btrim(delay_reason)) >= 20) AND (length(delay_reason) <= 1000))),
  constraint break_glass_minutes_check CHECK (((minutes >= 5) AND (minutes <= 60))),
  constraint break_glass_reason_check CHECK (((length(btrim(reason)) >= 20) AND (length(reason) <= 1000))),
  constraint two_people CHECK (((approved_by <> asked_by) AND (refused_by <> asked_by) AND (delay_reviewed_by <> asked_by)))
);
CREATE INDEX break_glass_asked_at_idx ON public.break_glass USING btree (asked_at);
CREATE TRIGGER apart_approving BEFORE UPDATE OF approved_by ON public.break_glass FOR EACH ROW WHEN (((new.approved_by IS NOT NULL) AND (new.approved_by IS DISTINCT FROM old.approved_by))) EXECUTE FUNCTION second_person('asked_by', 'approved_by', 'governance');
CREATE TRIGGER apart_reviewing BEFORE UPDATE OF delay_reviewed_by ON public.break_glass FOR EACH ROW WHEN (((new.delay_reviewed_by IS NOT NULL) AND (new.delay_reviewed_by IS DISTINCT FROM old.delay_reviewed_by))) EXECUTE FUNCTION second_person('asked_by', 'delay_reviewed_by', 'governance');
-- row level security
-- policy about_me for select to lay_client using (((client_id = ( SELECT me() AS me)) AND (opened_at IS NOT NULL) AND ((delay_reason IS NULL) OR (delay_reviewed_at IS NOT NULL))))
-- policy governing for select to lay_governance using ((( SELECT me() AS me) IS NOT NULL))
-- policy own for select to lay_opening using ((asked_by = ( SELECT me() AS me)))
-- policy owner for all to lay_owner using (true) with check (true)
-- lay_client may select (asked_at, client_id, delay_reason, delay_reviewed_at, id, opened_at, reason, told_at, until)
-- lay_governance may select (approved_at, approved_by, asked_at, asked_by, delay_reason, delay_reviewed_at, delay_reviewed_by, ended_at, id, minutes, opened_at, reason, reference, refused_at, refused_by, told_at, until)
-- lay_opening may select (approved_at, approved_by, asked_at, asked_by, delay_reason, delay_reviewed_at, delay_reviewed_by, ended_at, id, minutes, opened_at, reason, reference, refused_at, refused_by, told_at, until)

-- room: identity
create table browser_grant (
  subject uuid not null,
  browser bytea not null,
  until timestamp with time zone not null,
  constraint browser_grant_pkey PRIMARY KEY (subject, browser),
  constraint browser_grant_browser_check CHECK ((length(browser) = 32))
);
CREATE INDEX browser_grant_until ON public.browser_grant USING btree (until);
-- row level security
-- policy own for all to lay_public using ((browser = ( SELECT claim_hash() AS claim_hash))) with check ((browser = ( SELECT claim_hash() AS claim_hash)))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy working for all to lay_worker using (true)
-- lay_public may insert, select, update (until)
-- lay_worker may delete, select

-- room: coaches
create table busy_time (
  coach_id uuid not null,
  busy tstzmultirange not null default '{}'::tstzmultirange,
  covers_until timestamp with time zone not null,
  counts_until timestamp with time zone not null,
  constraint busy_time_pkey PRIMARY KEY (coach_id),
  constraint busy_time_coach_id_fkey FOREIGN KEY (coach_id) REFERENCES own_calendar(coach_id) ON DELETE CASCADE,
  constraint busy_time_busy_check CHECK (((NOT lower_inf(busy)) AND (NOT upper_inf(busy)))),
  constraint busy_time_counts_until_check CHECK (isfinite(counts_until)),
  constraint busy_time_covers_until_check CHECK (isfinite(covers_until))
);
CREATE TRIGGER stamp AFTER INSERT OR DELETE OR UPDATE ON public.busy_time FOR EACH ROW EXECUTE FUNCTION stamp_busy();
-- row level security
-- policy own for insert to lay_coach with check ((coach_id = ( SELECT me() AS me)))
-- policy own_reading for select to lay_coach using ((coach_id = ( SELECT me() AS me)))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy reading for select to lay_ops, lay_public, lay_worker using (true)
-- policy refreshing for update to lay_worker using (true)
-- lay_coach may insert, select
-- lay_ops may select
-- lay_public may select
-- lay_worker may select, update (busy, counts_until, covers_until)

-- room: notifications
create table captured_message (
  id bigint not null generated always as identity,
  message_id uuid not null,
  at timestamp with time zone not null default clock_now(),
  channel text not null,
  sealed bytea not null,
  sent_index bytea not null,
  constraint captured_message_pkey PRIMARY KEY (id),
  constraint captured_message_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'text'::text]))),
  constraint captured_message_sent_index_check CHECK ((length(sent_index) = 32))
);
CREATE INDEX captured_message_to ON public.captured_message USING btree (sent_index, id);
-- row level security
-- policy owner for all to lay_owner using (true) with check (true)
-- policy shown for select to lay_demo using (true)
-- policy working for all to lay_worker using (true) with check (true)
-- lay_demo may select
-- lay_worker may delete, insert, select

-- room: diary
create table claim (
  id uuid not null default gen_random_uuid(),
  coach_id uuid not null,
  during tstzrange not null,
  kind text not null,
  active boolean not null default true,
  expires_at timestamp with time zone,
  constraint one_claim_on_a_coach EXCLUDE USING gist (coach_id WITH =, during WITH &&) WHERE (active),
  constraint claim_pkey PRIMARY KEY (id),
  constraint claim_coach_id_fkey FOREIGN KEY (coach_id) REFERENCES coach(id),
  constraint claim_sound CHECK (sound_claim(during, kind, expires_at))
);
-- row level security
-- policy diary for all to lay_coach, lay_ops, lay_public, lay_worker using (true) with check (true)
-- policy owner for all to lay_owner using (true) with check (true)
-- lay_coach may insert, select, update
-- lay_ops may insert, select, update
-- lay_public may insert, select, update
-- lay_worker may delete, insert, select, update

-- room: identity
create table client (
  id uuid not null default gen_random_uuid(),
  made_at timestamp with time zone not null default clock_now(),
  last_active_at timestamp with time zone not null default clock_now(),
  erased_at timestamp with time zone,
  constraint client_pkey PRIMARY KEY (id)
);
-- row level security
-- policy mine for select to lay_client using ((id = ( SELECT me() AS me)))
-- policy owner for all to lay_owner using (true) with check (true)
-- lay_client may select

-- room: identity
create table client_change (
  id uuid not null default gen_random_uuid(),
  client_id uuid not null,
  kind text not null,
  salt bytea,
  hash bytea,
  passkey jsonb,
  contact_id uuid,
  browser bytea,
  asked_at timestamp with time zone not null default clock_now(),
  due_at timestamp with time zone not null,
  done_at timestamp with time zone,
  stopped_at timestamp with time zone,
  agreed_by uuid,
  booking_id uuid,
  constraint client_change_pkey PRIMARY KEY (id),
  constraint client_change_agreed_by_fkey FOREIGN KEY (agreed_by) REFERENCES client(id) ON DELETE SET NULL,
  constraint client_change_booking_id_fkey FOREIGN KEY (booking_id) REFERENCES booking(id) ON DELETE CASCADE,
  constraint client_change_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id) ON DELETE CASCADE,
  constraint change_of_a_booking CHECK (((kind = 'booking'::text) = (booking_id IS NOT NULL))),
  constraint client_change_check CHECK (((kind = 'passphrase'::text) = ((salt IS NOT NULL) AND (hash IS NOT NULL)))),
  constraint client_change_check1 CHECK (((kind = 'passkey'::text) = (passkey IS NOT NULL))),
  constraint client_change_check2 CHECK (((done_at IS NULL) OR (stopped_at IS NULL))),
  constraint client_change_hash_check CHECK ((length(hash) = 32)),
  constraint client_change_kind_check CHECK ((kind = ANY (ARRAY['passphrase'::text, 'passkey'::text, 'add-contact'::text, 'remove-contact'::text, 'join'::text, 'booking'::text]))),
  constraint client_change_salt_check CHECK ((length(salt) = 16))
);
CREATE INDEX client_change_agreed_by_idx ON public.client_change USING btree (agreed_by) WHERE (agreed_by IS NOT NULL);
CREATE INDEX client_change_booking_id_idx ON public.client_change USING btree (booking_id) WHERE (booking_id IS NOT NULL);
CREATE INDEX client_change_client_id_idx ON public.client_change USING btree (client_id) WHERE ((done_at IS NULL) AND (stopped_at IS NULL));
-- row level security
-- policy mine for select to lay_client using ((client_id = ( SELECT me() AS me)))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy stops for update to lay_client using (((client_id = ( SELECT me() AS me)) AND (done_at IS NULL)))
-- policy waits for insert to lay_client with check (((client_id = ( SELECT me() AS me)) AND (kind = ANY (ARRAY['passphrase'::text, 'passkey'::text])) AND (due_at >= (clock_now() + '72:00:00'::interval)) AND (done_at IS NULL)))
-- policy working for all to lay_worker using (true) with check (true)
-- lay_client may insert, select, update (stopped_at)
-- lay_worker may delete, insert, select, update

-- room: identity
create table client_contact (
  id uuid not null default gen_random_uuid(),
  client_id uuid not null,
  kind text not null,
  contact_hash bytea not null,
  sealed bytea,
  booking_id uuid,
  made_at timestamp with time zone not null default clock_now(),
  verified_at timestamp with time zone,
  removed_at timestamp with time zone,
  codes boolean not null default true,
  constraint client_contact_pkey PRIMARY KEY (id),
  constraint client_contact_booking_id_fkey FOREIGN KEY (booking_id) REFERENCES booking(id) ON DELETE SET NULL,
  constraint client_contact_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id) ON DELETE CASCADE,
  constraint client_contact_contact_hash_check CHECK ((length(contact_hash) = 32)),
  constraint client_contact_kind_check CHECK ((kind = ANY (ARRAY['email'::text, 'phone'::text])))
);
CREATE INDEX client_contact_booking_id_idx ON public.client_contact USING btree (booking_id) WHERE (booking_id IS NOT NULL);
CREATE INDEX client_contact_client_id_idx ON public.client_contact USING btree (client_id);
CREATE INDEX client_contact_contact_hash_idx ON public.client_contact USING btree (contact_hash);
CREATE UNIQUE INDEX one_verified_contact ON public.client_contact USING btree (contact_hash) WHERE ((verified_at IS NOT NULL) AND (removed_at IS NULL));
CREATE TRIGGER apart_once_added AFTER INSERT ON public.client_contact FOR EACH ROW WHEN ((new.verified_at IS NOT NULL)) EXECUTE FUNCTION apart_once_proved();
CREATE TRIGGER apart_once_proved AFTER UPDATE OF verified_at ON public.client_contact FOR EACH ROW WHEN (((old.verified_at IS NULL) AND (new.verified_at IS NOT NULL))) EXECUTE FUNCTION apart_once_proved();
-- row level security
-- policy adding for insert to lay_client with check (((client_id = ( SELECT me() AS me)) AND (( SELECT my_level() AS my_level) = 2) AND (verified_at IS NULL)))
-- policy changing for update to lay_client using (((client_id = ( SELECT me() AS me)) AND (( SELECT my_level() AS my_level) = 2)))
-- policy mine for select to lay_client using ((client_id = ( SELECT me() AS me)))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy working for all to lay_worker using (true) with check (true)
-- lay_client may insert (client_id, contact_hash, id, kind, sealed), select, update (codes, removed_at)
-- lay_worker may delete, select, update

-- room: identity
create table client_notice (
  id uuid not null default gen_random_uuid(),
  client_id uuid not null,
  kind text not null,
  contact_id uuid,
  booking_id uuid,
  channel text not null,
  due_at timestamp with time zone,
  made_at timestamp with time zone not null default clock_now(),
  constraint client_notice_pkey PRIMARY KEY (id),
  constraint client_notice_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id) ON DELETE CASCADE,
  constraint client_notice_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'text'::text]))),
  constraint client_notice_check CHECK (((contact_id IS NULL) <> (booking_id IS NULL))),
  constraint client_notice_kind_check CHECK ((kind = ANY (ARRAY['asked'::text, 'done'::text, 'stopped'::text, 'tried'::text])))
);
CREATE INDEX client_notice_client_id_made_at_idx ON public.client_notice USING btree (client_id, made_at);
-- row level security
-- policy owner for all to lay_owner using (true) with check (true)
-- policy working for all to lay_worker using (true) with check (true)
-- lay_worker may delete, select

-- room: identity
create table client_passkey (
  id uuid not null default gen_random_uuid(),
  client_id uuid not null,
  credential_id bytea not null,
  public_key bytea not null,
  counter bigint not null,
  device text not null,
  made_at timestamp with time zone not null default clock_now(),
  last_used_at timestamp with time zone,
  ended_at timestamp with time zone,
  constraint client_passkey_credential_id_key UNIQUE (credential_id),
  constraint client_passkey_pkey PRIMARY KEY (id),
  constraint client_passkey_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id) ON DELETE CASCADE,
  constraint client_passkey_counter_check CHECK ((counter >= 0)),
  constraint client_passkey_credential_id_check CHECK (((length(credential_id) >= 1) AND (length(credential_id) <= 1023))),
  constraint client_passkey_device_check CHECK (((length(device) >= 1) AND (length(device) <= 100))),
  constraint client_passkey_public_key_check CHECK (((length(public_key) >= 1) AND (length(public_key) <= 2048)))
);
CREATE INDEX client_passkey_client_id_idx ON public.client_passkey USING btree (client_id) WHERE (ended_at IS NULL);
-- row level security
-- policy adding for insert to lay_client with check (((client_id = ( SELECT me() AS me)) AND ((( SELECT my_level() AS my_level) = 2) OR ( SELECT may_enrol_at_once() AS may_enrol_at_once))))
-- policy ending for update to lay_client using (((client_id = ( SELECT me() AS me)) AND (( SELECT my_level() AS my_level) = 2)))
-- policy mine for select to lay_client using ((client_id = ( SELECT me() AS me)))
-- policy owner for all to lay_owner using (true) with check (true)
-- lay_client may insert, select, update (ended_at)

-- room: identity
create table client_passphrase (
  client_id uuid not null,
  salt bytea not null,
  hash bytea not null,
  set_at timestamp with time zone not null default clock_now(),
  constraint client_passphrase_pkey PRIMARY KEY (client_id),
  constraint client_passphrase_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id) ON DELETE CASCADE,
  constraint client_passphrase_hash_check CHECK ((length(hash) = 32)),
  constraint client_passphrase_salt_check CHECK ((length(salt) = 16))
);
CREATE TRIGGER first_passphrase AFTER INSERT ON public.client_passphrase FOR EACH ROW EXECUTE FUNCTION end_codes_sessions();
-- row level security
-- policy owner for all to lay_owner using (true) with check (true)
-- policy strong for all to lay_client using ((client_id = ( SELECT me() AS me))) with check (((client_id = ( SELECT me() AS me)) AND ((( SELECT my_level() AS my_level) = 2) OR ( SELECT may_enrol_at_once() AS may_enrol_at_once))))
-- lay_client may insert, select, update

-- room: identity
create table client_session (
  id uuid not null default gen_random_uuid(),
  hash bytea not null,
  client_id uuid not null,
  level integer not null,
  browser bytea,
  made_at timestamp with time zone not null default clock_now(),
  last_seen_at timestamp with time zone not null default clock_now(),
  strong_at timestamp with time zone,
  ended_at timestamp with time zone,
  device text,
  constraint client_session_hash_key UNIQUE (hash),
  constraint client_session_pkey PRIMARY KEY (id),
  constraint client_session_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id) ON DELETE CASCADE,
  constraint client_session_browser_check CHECK ((length(browser) = 32)),
  constraint client_session_device_check CHECK ((length(device) <= 100)),
  constraint client_session_hash_check CHECK ((length(hash) = 32)),
  constraint client_session_level_check CHECK ((level = ANY (ARRAY[1, 2])))
);
CREATE INDEX client_session_browser_idx ON public.client_session USING btree (browser) WHERE (browser IS NOT NULL);
CREATE INDEX client_session_client_id_idx ON public.client_session USING btree (client_id) WHERE (ended_at IS NULL);
CREATE INDEX client_session_made_at_idx ON public.client_session USING btree (made_at);
CREATE INDEX client_session_of_browser ON public.client_session USING btree (client_id, browser);
-- row level security
-- policy mine for select to lay_client using ((client_id = ( SELECT me() AS me)))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy working for all to lay_worker using (true) with check (true)
-- lay_client may select
-- lay_worker may delete, select

-- room: organisations
create table closure (
  id uuid not null default gen_random_uuid(),
  service_key text,
  during tstzrange not null,
  reason text not null,
  constraint closure_pkey PRIMARY KEY (id),
  constraint closure_during_check CHECK (((NOT isempty(during)) AND isfinite(lower(during)) AND isfinite(upper(during)) AND (lower(during) IS NOT NULL) AND (upper(during) IS NOT NULL)))
);
CREATE UNIQUE INDEX one_closure_of_a_time ON public.closure USING btree (COALESCE(service_key, ''::text), during);
CREATE TRIGGER stamp AFTER INSERT OR DELETE OR UPDATE ON public.closure FOR EACH STATEMENT EXECUTE FUNCTION stamp_services();
-- row level security
-- policy adding for insert to lay_lead with check (((( SELECT me() AS me) IS NOT NULL) AND (upper(during) > clock_now())))
-- policy changing for all to lay_ops using (true) with check (true)
-- policy cutting for update to lay_lead using (((( SELECT me() AS me) IS NOT NULL) AND (upper(during) > clock_now()))) with check ((upper(during) >= clock_now()))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy reading for select to lay_client, lay_coach, lay_commissioner, lay_demo, lay_duty, lay_evaluator, lay_governance, lay_keys, lay_lead, lay_opening, lay_ops, lay_public, lay_rota, lay_supervisor, lay_sysadmin, lay_worker using (true)
-- policy taking_back for delete to lay_lead using (((( SELECT me() AS me) IS NOT NULL) AND (lower(during) >= clock_now())))
-- lay_client may select
-- lay_coach may select
-- lay_commissioner may select
-- lay_demo may select
-- lay_duty may select
-- lay_evaluator may select
-- lay_governance may select
-- lay_keys may select
-- lay_lead may delete, insert, select, update (during)
-- lay_opening may select
-- lay_ops may delete, insert, select, update
-- lay_public may select
-- lay_rota may select
-- lay_supervisor may select
-- lay_sysadmin may select
-- lay_worker may select

-- room: coaches
create table coach (
  id uuid not null default gen_random_uuid(),
  number integer not null generated always as identity,
  provider_id uuid not null,
  email text not null,
  name_shown text not null,
  background text not null,
  biography text not null default ''::text,
  gender text,
  languages text[] not null default '{en}'::text[],
  ethnically_diverse boolean not null default false,
  modes text[] not null default '{video,phone}'::text[],
  services text[] not null,
  meeting_link text,
  daily_cap integer not null default 6,
  gap_minutes integer not null default 15,
  active boolean not null default true,
  feed_hash bytea,
  feed_made_at timestamp with time zone,
  version integer not null default 1,
  offers_until timestamp with time zone,
  constraint coach_email_key UNIQUE (email),
  constraint coach_feed_hash_key UNIQUE (feed_hash),
  constraint coach_number_key UNIQUE (number),
  constraint coach_pkey PRIMARY KEY (id),
  constraint coach_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES provider(id),
  constraint coach_check CHECK (((feed_hash IS NULL) = (feed_made_at IS NULL))),
  constraint coach_daily_cap_check CHECK (((daily_cap >= 1) AND (daily_cap <= 8))),
  constraint coach_email_check CHECK ((email = lower(email))),
  constraint coach_gap_minutes_check CHECK ((gap_minutes = ANY (ARRAY[15, 30, 45, 60]))),
  constraint coach_gender_check CHECK ((gender = ANY (ARRAY['woman'::text, 'man'::text, 'other'::text]))),
  constraint coach_meeting_link_check CHECK ((meeting_link ~~ 'https://%'::text)),
  constraint coach_modes_check CHECK ((modes <@ '{video,phone}'::text[])),
  constraint coach_name_shown_check CHECK (((length(name_shown) >= 1) AND (length(name_shown) <= 100)))
);
CREATE INDEX coach_provider_id_idx ON public.coach USING btree (provider_id);
CREATE TRIGGER forget_calendar AFTER UPDATE OF active ON public.coach FOR EACH ROW WHEN ((old.active AND (NOT new.active))) EXECUTE FUNCTION forget_calendar();
CREATE TRIGGER forget_number AFTER UPDATE OF active ON public.coach FOR EACH ROW WHEN ((old.active AND (NOT new.active))) EXECUTE FUNCTION forget_leavers_number();
CREATE TRIGGER hand_over AFTER UPDATE OF active ON public.coach FOR EACH ROW WHEN ((old.active <> new.active)) EXECUTE FUNCTION hand_over_tasks();
CREATE TRIGGER keep_as_staff AFTER INSERT OR UPDATE OF email, name_shown, active, provider_id ON public.coach FOR EACH ROW EXECUTE FUNCTION keep_coach_as_staff();
CREATE TRIGGER let_go AFTER UPDATE OF active ON public.coach FOR EACH ROW WHEN ((old.active AND (NOT new.active))) EXECUTE FUNCTION let_go_of_absent();
CREATE TRIGGER stamp BEFORE UPDATE OF provider_id, gender, languages, ethnically_diverse, modes, services, daily_cap, gap_minutes, active ON public.coach FOR EACH ROW EXECUTE FUNCTION stamp_profile();
CREATE TRIGGER take_page AFTER UPDATE OF active ON public.coach FOR EACH ROW WHEN ((old.active AND (NOT new.active))) EXECUTE FUNCTION take_page_of_leaver();
CREATE TRIGGER tell_changed AFTER UPDATE ON public.coach FOR EACH ROW WHEN (((old.version <> new.version) OR (old.name_shown <> new.name_shown) OR (old.background <> new.background) OR (old.meeting_link IS DISTINCT FROM new.meeting_link) OR (old.offers_until IS DISTINCT FROM new.offers_until))) EXECUTE FUNCTION tell_coach();
CREATE TRIGGER tell_new AFTER INSERT ON public.coach FOR EACH ROW EXECUTE FUNCTION tell_coach();
-- row level security
-- policy all_of_them for select to lay_duty, lay_governance, lay_lead using ((( SELECT me() AS me) IS NOT NULL))
-- policy of_provider for select to lay_rota using ((provider_id = ( SELECT my_provider() AS my_provider)))
-- policy operator for all to lay_ops using (true) with check (true)
-- policy own for update to lay_coach using ((id = ( SELECT me() AS me))) with check ((id = ( SELECT me() AS me)))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy reading for select to lay_coach, lay_ops, lay_public, lay_worker using (true)
-- policy shown for select to lay_demo using (true)
-- policy supervised for select to lay_supervisor using ((id IN ( SELECT s.coach_id
   FROM supervision_of s
  WHERE ((s.supervisor_id = ( SELECT me() AS me)) AND (s.ended_at IS NULL)))))
-- lay_coach may select, update (background, biography, daily_cap, ethnically_diverse, feed_hash, feed_made_at, gap_minutes, gender, languages, meeting_link, modes, name_shown, version)
-- lay_demo may select
-- lay_duty may select (active, id, name_shown, provider_id)
-- lay_governance may select (active, id, name_shown, provider_id)
-- lay_lead may select (active, id, name_shown, provider_id)
-- lay_ops may insert, select, update
-- lay_public may select (active, background, biography, daily_cap, ethnically_diverse, feed_hash, feed_made_at, gap_minutes, gender, id, languages, meeting_link, modes, name_shown, number, offers_until, provider_id, services, version)
-- lay_rota may select (active, id, name_shown, provider_id)
-- lay_supervisor may select (active, id, name_shown, provider_id)
-- lay_worker may select

-- room: coaches
create table coach_exception (
  id uuid not null default gen_random_uuid(),
  number bigint not null generated always as identity,
  coach_id uuid not null,
  kind text not null,
  on_date date not null,
  starts_at time without time zone not null,
  ends_at time without time zone not null,
  zone text not null default 'Europe/London'::text,
  constraint coach_exception_pkey PRIMARY KEY (id),
  constraint coach_exception_coach_id_fkey FOREIGN KEY (coach_id) REFERENCES coach(id),
  constraint coach_exception_check CHECK ((ends_at > starts_at)),
  constraint coach_exception_kind_check CHECK ((kind = ANY (ARRAY['open'::text, 'closed'::text]))),
  constraint coach_exception_on_date_check CHECK (isfinite(on_date))
);
CREATE INDEX coach_exception_coach_id_on_date_idx ON public.coach_exception USING btree (coach_id, on_date);
CREATE TRIGGER stamp AFTER INSERT OR DELETE OR UPDATE ON public.coach_exception FOR EACH ROW EXECUTE FUNCTION stamp_coach();
-- row level security
-- policy operator for all to lay_ops using (true) with check (true)
-- policy own for all to lay_coach using ((coach_id = ( SELECT me() AS me))) with check ((coach_id = ( SELECT me() AS me)))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy reading for select to lay_coach, lay_ops, lay_public, lay_worker using (true)
-- lay_coach may delete, insert, select, update
-- lay_ops may delete, insert, select, update
-- lay_public may select
-- lay_worker may select

-- room: coaching
create table coach_note (
  id uuid not null default gen_random_uuid(),
  client_id uuid not null,
  coach_id uuid not null,
  sealed_text bytea not null,
  written_at timestamp with time zone not null default clock_now(),
  constraint coach_note_pkey PRIMARY KEY (id),
  constraint coach_note_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id) ON DELETE CASCADE,
  constraint coach_note_coach_id_fkey FOREIGN KEY (coach_id) REFERENCES coach(id)
);
CREATE INDEX coach_note_client_id_coach_id_idx ON public.coach_note USING btree (client_id, coach_id);
-- row level security
-- policy behind_glass for select to lay_opening using ((client_id IN ( SELECT records_open() AS records_open)))
-- policy own for all to lay_coach using (((coach_id = ( SELECT me() AS me)) AND (client_id IN ( SELECT records_open() AS records_open)))) with check (((coach_id = ( SELECT me() AS me)) AND (client_id IN ( SELECT records_open() AS records_open)) AND (EXISTS ( SELECT
   FROM note_choice n
  WHERE (n.coach_id = ( SELECT me() AS me))))))
-- policy owner for all to lay_owner using (true) with check (true)
-- lay_coach may delete, insert, select
-- lay_opening may select

-- room: coaches
create table coach_occurrence (
  pattern_id uuid not null,
  coach_id uuid not null,
  on_date date not null,
  starts_at time without time zone,
  ends_at time without time zone,
  constraint coach_occurrence_pkey PRIMARY KEY (pattern_id, on_date),
  constraint coach_occurrence_coach_id_fkey FOREIGN KEY (coach_id) REFERENCES coach(id),
  constraint coach_occurrence_pattern_id_coach_id_fkey FOREIGN KEY (pattern_id, coach_id) REFERENCES coach_pattern(id, coach_id),
  constraint coach_occurrence_check CHECK ((ends_at > starts_at)),
  constraint coach_occurrence_check1 CHECK (((starts_at IS NULL) = (ends_at IS NULL))),
  constraint coach_occurrence_on_date_check CHECK (isfinite(on_date))
);
CREATE INDEX coach_occurrence_coach_id_idx ON public.coach_occurrence USING btree (coach_id);
CREATE TRIGGER stamp AFTER INSERT OR DELETE OR UPDATE ON public.coach_occurrence FOR EACH ROW EXECUTE FUNCTION stamp_coach();
-- row level security
-- policy operator for all to lay_ops using (true) with check (true)
-- policy own for all to lay_coach using ((coach_id = ( SELECT me() AS me))) with check ((coach_id = ( SELECT me() AS me)))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy reading for select to lay_coach, lay_ops, lay_public, lay_worker using (true)
-- lay_coach may delete, insert, select, update
-- lay_ops may delete, insert, select, update
-- lay_public may select
-- lay_worker may select

-- room: coaches
create table coach_page (
  id uuid not null default gen_random_uuid(),
  coach_id uuid not null,
  number integer not null,
  biography text not null,
  photo text,
  state text not null default 'waiting'::text,
  written_at timestamp with time zone not null default clock_now(),
  decided_at timestamp with time zone,
  decided_by uuid,
  answer text,
  ended_at timestamp with time zone,
  constraint coach_page_coach_id_number_key UNIQUE (coach_id, number),
  constraint coach_page_pkey PRIMARY KEY (id),
  constraint coach_page_coach_id_fkey FOREIGN KEY (coach_id) REFERENCES coach(id),
  constraint coach_page_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES staff(id),
  constraint by_somebody_else CHECK ((decided_by <> coach_id)),
  constraint coach_page_answer_check CHECK (((length(answer) >= 1) AND (length(answer) <= 1000))),
  constraint coach_page_biography_check CHECK (((length(biography) >= 1) AND (length(biography) <= 2000))),
  constraint coach_page_photo_check CHECK ((photo ~ '^[0-9a-f]{64}$'::text)),
  constraint coach_page_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'accepted'::text, 'returned'::text, 'replaced'::text, 'taken-down'::text]))),
  constraint decided CHECK (((state = ANY (ARRAY['accepted'::text, 'returned'::text])) <= (decided_at IS NOT NULL))),
  constraint sent_back_in_words CHECK (((state = 'returned'::text) = (answer IS NOT NULL)))
);
CREATE INDEX coach_page_decided_by_idx ON public.coach_page USING btree (decided_by) WHERE (decided_by IS NOT NULL);
CREATE UNIQUE INDEX one_page_stands ON public.coach_page USING btree (coach_id) WHERE (state = 'accepted'::text);
CREATE UNIQUE INDEX one_page_waits ON public.coach_page USING btree (coach_id) WHERE (state = 'waiting'::text);
CREATE TRIGGER forget_photos AFTER UPDATE OF state ON public.coach_page FOR EACH ROW EXECUTE FUNCTION forget_photos();
-- row level security
-- policy of_provider for select to lay_lead, lay_rota using ((coach_id IN ( SELECT c.id
   FROM coach c
  WHERE (c.provider_id = ( SELECT my_provider() AS my_provider)))))
-- policy own for select to lay_coach using ((coach_id = ( SELECT me() AS me)))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy standing for select to lay_public using ((state = 'accepted'::text))
-- policy taking_back for update to lay_coach using (((coach_id = ( SELECT me() AS me)) AND (state = ANY (ARRAY['waiting'::text, 'accepted'::text])))) with check (((coach_id = ( SELECT me() AS me)) AND (state = ANY (ARRAY['replaced'::text, 'taken-down'::text]))))
-- policy writing for insert to lay_coach with check ((coach_id = ( SELECT me() AS me)))
-- lay_coach may insert (biography, coach_id, id, number, photo), select, update (ended_at, state)
-- lay_lead may select
-- lay_public may select (biography, coach_id, decided_at, id, photo, state)
-- lay_rota may select

-- room: coaches
create table coach_pattern (
  id uuid not null default gen_random_uuid(),
  coach_id uuid not null,
  rule text not null,
  starts_on date not null,
  ends_on date,
  starts_at time without time zone not null,
  ends_at time without time zone not null,
  zone text not null default 'Europe/London'::text,
  constraint coach_pattern_id_coach_id_key UNIQUE (id, coach_id),
  constraint coach_pattern_pkey PRIMARY KEY (id),
  constraint coach_pattern_coach_id_fkey FOREIGN KEY (coach_id) REFERENCES coach(id),
  constraint coach_pattern_check CHECK (((ends_on >= starts_on) AND isfinite(ends_on))),
  constraint coach_pattern_check1 CHECK ((ends_at > starts_at)),
  constraint coach_pattern_rule_check CHECK (((length(rule) <= 200) AND (rule ~ '^FREQ=(DAILY|WEEKLY|MONTHLY)(;(INTERVAL|COUNT|UNTIL|WKST|BYDAY|BYMONTHDAY|BYMONTH|BYSETPOS)=[-A-Z0-9,]+)*$'::text) AND (rule !~ 'COUNT=[0-9]{4}'::text))),
  constraint coach_pattern_starts_on_check CHECK (isfinite(starts_on))
);
CREATE INDEX coach_pattern_coach_id_idx ON public.coach_pattern USING btree (coach_id);
CREATE TRIGGER stamp AFTER INSERT OR DELETE OR UPDATE ON public.coach_pattern FOR EACH ROW EXECUTE FUNCTION stamp_coach();
-- row level security
-- policy operator for all to lay_ops using (true) with check (true)
-- policy own for all to lay_coach using ((coach_id = ( SELECT me() AS me))) with check ((coach_id = ( SELECT me() AS me)))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy reading for select to lay_coach, lay_ops, lay_public, lay_worker using (true)
-- lay_coach may delete, insert, select, update
-- lay_ops may delete, insert, select, update
-- lay_public may select
-- lay_worker may select

-- room: coaches
create table coach_photo (
  coach_id uuid not null,
  hash text not null,
  kind text not null,
  bytes bytea not null,
  constraint coach_photo_pkey PRIMARY KEY (coach_id, hash),
  constraint coach_photo_coach_id_fkey FOREIGN KEY (coach_id) REFERENCES coach(id),
  constraint coach_photo_bytes_check CHECK (((length(bytes) >= 50) AND (length(bytes) <= 2000000))),
  constraint coach_photo_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  constraint coach_photo_kind_check CHECK ((kind = ANY (ARRAY['jpeg'::text, 'png'::text])))
);
CREATE INDEX coach_photo_hash_idx ON public.coach_photo USING btree (hash);
-- row level security
-- policy own for all to lay_coach using ((coach_id = ( SELECT me() AS me))) with check ((coach_id = ( SELECT me() AS me)))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy standing for select to lay_lead, lay_public, lay_rota using ((EXISTS ( SELECT
   FROM coach_page p
  WHERE ((p.coach_id = coach_photo.coach_id) AND (p.photo = coach_photo.hash)))))
-- lay_coach may insert, select
-- lay_lead may select
-- lay_public may select
-- lay_rota may select

-- room: coaches
create table coach_texts (
  coach_id uuid not null,
  id uuid not null,
  sealed_phone bytea not null,
  ending text not null,
  with_mail boolean not null,
  given_at timestamp with time zone not null default clock_now(),
  constraint coach_texts_id_key UNIQUE (id),
  constraint coach_texts_pkey PRIMARY KEY (coach_id),
  constraint coach_texts_coach_id_fkey FOREIGN KEY (coach_id) REFERENCES coach(id),
  constraint coach_texts_ending_check CHECK ((ending ~ '^[0-9]{2}$'::text))
);
CREATE TRIGGER forget AFTER DELETE ON public.coach_texts FOR EACH ROW EXECUTE FUNCTION forget_coach_number();
-- row level security
-- policy own for all to lay_coach using ((coach_id = ( SELECT me() AS me))) with check ((coach_id = ( SELECT me() AS me)))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy writing_to for select to lay_worker using (true)
-- lay_coach may delete, insert (coach_id, ending, id, sealed_phone, with_mail), select (coach_id, ending, id, with_mail), update (with_mail)
-- lay_worker may select

-- room: coaches
create table coach_workplace (
  id uuid not null default gen_random_uuid(),
  coach_id uuid not null,
  token bytea not null,
  sealed_name bytea not null,
  made_at timestamp with time zone not null default clock_now(),
  constraint coach_workplace_coach_id_token_key UNIQUE (coach_id, token),
  constraint coach_workplace_pkey PRIMARY KEY (id),
  constraint coach_workplace_coach_id_fkey FOREIGN KEY (coach_id) REFERENCES coach(id),
  constraint coach_workplace_token_check CHECK ((length(token) = 32))
);
CREATE INDEX coach_workplace_token_idx ON public.coach_workplace USING btree (token);
CREATE TRIGGER stamp AFTER INSERT OR DELETE ON public.coach_workplace FOR EACH ROW EXECUTE FUNCTION stamp_coach();
-- row level security
-- policy own for all to lay_coach using ((coach_id = ( SELECT me() AS me))) with check ((coach_id = ( SELECT me() AS me)))
-- policy owner for all to lay_owner using (true) with check (true)
-- lay_coach may delete, insert, select

-- room: governance
create table concern (
  id uuid not null,
  level integer not null,
  theme text not null,
  client_id uuid,
  booking_id uuid,
  coach_id uuid,
  raised_at timestamp with time zone not null default clock_now(),
  told_at timestamp with time zone,
  taken_at timestamp with time zone,
  taken_by uuid,
  closed_at timestamp with time zone,
  settled boolean not null default false,
  sealed_words bytea not null,
  sealed_name bytea,
  sealed_number bytea,
  sealed_location bytea,
  constraint concern_pkey PRIMARY KEY (id),
  constraint concern_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id) ON DELETE SET NULL,
  constraint concern_coach_id_fkey FOREIGN KEY (coach_id) REFERENCES coach(id),
  constraint concern_taken_by_fkey FOREIGN KEY (taken_by) REFERENCES staff(id),
  constraint concern_level_check CHECK (((level >= 1) AND (level <= 4))),
  constraint concern_theme_check CHECK ((theme = ANY (ARRAY['harm-to-self'::text, 'harm-to-others'::text, 'abuse'::text, 'patient-safety'::text, 'other'::text])))
);
CREATE INDEX concern_client_id_idx ON public.concern USING btree (client_id);
CREATE INDEX concern_coach_id_idx ON public.concern USING btree (coach_id);
CREATE INDEX concern_raised_at_idx ON public.concern USING btree (raised_at) WHERE (closed_at IS NULL);
-- row level security
-- policy governing for select to lay_governance using ((( SELECT me() AS me) IS NOT NULL))
-- policy on_duty for select to lay_duty using (( SELECT on_duty() AS on_duty))
-- policy opened for select to lay_opening using ((id IN ( SELECT concerns_opened() AS concerns_opened)))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy raised for select to lay_coach using ((coach_id = ( SELECT me() AS me)))
-- policy settled for select to lay_worker using (true)
-- policy settling for update to lay_worker using ((NOT settled)) with check (true)
-- policy taking for update to lay_duty using ((( SELECT on_duty() AS on_duty) AND (taken_at IS NULL))) with check ((taken_by = ( SELECT me() AS me)))
-- policy themes for select to lay_supervisor using ((coach_id IN ( SELECT c.id
   FROM coach c)))
-- policy timers for select to lay_lead using ((( SELECT me() AS me) IS NOT NULL))
-- policy told for select to lay_client using (((client_id = ( SELECT me() AS me)) AND (told_at IS NOT NULL)))
-- lay_client may select (client_id, closed_at, id, raised_at, told_at)
-- lay_coach may select
-- lay_duty may select (booking_id, closed_at, coach_id, id, level, raised_at, taken_at, taken_by, theme, told_at), update (taken_at, taken_by)
-- lay_governance may select (booking_id, closed_at, coach_id, id, level, raised_at, taken_at, taken_by, theme, told_at)
-- lay_lead may select (closed_at, id, level, raised_at, taken_at)
-- lay_opening may select
-- lay_supervisor may select (coach_id, theme)
-- lay_worker may select, update (sealed_location, sealed_name, sealed_number, sealed_words, settled)

-- room: booking
create table cover (
  id uuid not null default gen_random_uuid(),
  booking_id uuid not null,
  coach_id uuid not null,
  starts_at timestamp with time zone not null,
  asked_as text not null,
  asked_at timestamp with time zone not null default clock_now(),
  to_coaches boolean not null,
  looked_at timestamp with time zone,
  chosen_id uuid,
  missed_id uuid,
  settled_at timestamp with time zone,
  outcome text,
  swap_for uuid,
  swap_with uuid,
  swap_at timestamp with time zone,
  missed_ids uuid[] not null default '{}'::uuid[],
  missed boolean not null generated always as ((missed_id IS NOT NULL)),
  told_at timestamp with time zone,
  constraint cover_pkey PRIMARY KEY (id),
  constraint cover_booking_id_fkey FOREIGN KEY (booking_id) REFERENCES booking(id) ON DELETE CASCADE,
  constraint cover_chosen_id_fkey FOREIGN KEY (chosen_id) REFERENCES coach(id),
  constraint cover_coach_id_fkey FOREIGN KEY (coach_id) REFERENCES coach(id),
  constraint cover_missed_id_fkey FOREIGN KEY (missed_id) REFERENCES coach(id),
  constraint cover_swap_for_fkey FOREIGN KEY (swap_for) REFERENCES booking(id) ON DELETE CASCADE,
  constraint cover_swap_with_fkey FOREIGN KEY (swap_with) REFERENCES coach(id),
  constraint cover_asked_as_check CHECK ((asked_as = ANY (ARRAY['coach'::text, 'partner_rota'::text, 'lead_ops'::text, 'worker'::text]))),
  constraint cover_check CHECK (((settled_at IS NULL) = (outcome IS NULL))),
  constraint cover_outcome_check CHECK ((outcome = ANY (ARRAY['given'::text, 'changed'::text, 'withdrawn'::text, 'begun'::text, 'declined'::text]))),
  constraint cover_whole_swap CHECK ((num_nulls(swap_for, swap_with, swap_at) = ANY (ARRAY[0, 3])))
);
CREATE INDEX cover_chosen ON public.cover USING btree (chosen_id) WHERE (chosen_id IS NOT NULL);
CREATE INDEX cover_declined_untold ON public.cover USING btree (settled_at) WHERE ((outcome = 'declined'::text) AND (told_at IS NULL));
CREATE INDEX cover_missed ON public.cover USING btree (missed_id) WHERE (missed_id IS NOT NULL);
CREATE INDEX cover_of_coach ON public.cover USING btree (coach_id);
CREATE INDEX cover_open ON public.cover USING btree (starts_at) WHERE (settled_at IS NULL);
CREATE INDEX cover_swap_for ON public.cover USING btree (swap_for) WHERE (swap_for IS NOT NULL);
CREATE INDEX cover_swap_with ON public.cover USING btree (swap_with) WHERE (swap_with IS NOT NULL);
CREATE UNIQUE INDEX one_open_cover_a_booking ON public.cover USING btree (booking_id) WHERE (settled_at IS NULL);
-- row level security
-- policy operating for select to lay_lead using ((( SELECT me() AS me) IS NOT NULL))
-- policy own for select to lay_coach using ((coach_id = ( SELECT me() AS me)))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy working for all to lay_worker using (true) with check (true)
-- lay_coach may select (asked_as, asked_at, booking_id, chosen_id, coach_id, id, missed, settled_at, swap_at, swap_with, to_coaches)
-- lay_lead may select
-- lay_worker may select, update (chosen_id, looked_at, missed_id, missed_ids, outcome, settled_at, told_at)

-- room: booking
create table cover_candidate (
  cover_id uuid not null,
  coach_id uuid not null,
  answered_at timestamp with time zone,
  constraint cover_candidate_pkey PRIMARY KEY (cover_id, coach_id),
  constraint cover_candidate_coach_id_fkey FOREIGN KEY (coach_id) REFERENCES coach(id),
  constraint cover_candidate_cover_id_fkey FOREIGN KEY (cover_id) REFERENCES cover(id) ON DELETE CASCADE
);
CREATE INDEX cover_candidate_coach_id_idx ON public.cover_candidate USING btree (coach_id);
-- row level security
-- policy owner for all to lay_owner using (true) with check (true)
-- policy working for all to lay_worker using (true) with check (true)
-- lay_worker may delete, insert, select, update

-- room: governance
create table credential (
  id uuid not null default gen_random_uuid(),
  coach_id uuid not null,
  kind text not null,
  body text not null,
  level text,
  valid_until date not null,
  constraint credential_pkey PRIMARY KEY (id),
  constraint credential_coach_id_fkey FOREIGN KEY (coach_id) REFERENCES coach(id),
  constraint credential_body_check CHECK (((length(body) >= 1) AND (length(body) <= 100))),
  constraint credential_kind_check CHECK ((kind = ANY (ARRAY['accreditation'::text, 'insurance'::text, 'identity'::text, 'safeguarding'::text, 'information-governance'::text]))),
  constraint credential_level_check CHECK (((length(level) >= 1) AND (length(level) <= 100)))
);
CREATE UNIQUE INDEX one_credential ON public.credential USING btree (coach_id, kind, body);
-- row level security
-- policy accredited for select to lay_client, lay_public using ((kind = 'accreditation'::text))
-- policy all_of_them for select to lay_governance, lay_lead using ((( SELECT me() AS me) IS NOT NULL))
-- policy of_ones_coaches for select to lay_rota, lay_supervisor using ((coach_id IN ( SELECT c.id
   FROM coach c)))
-- policy own for select to lay_coach using ((coach_id = ( SELECT me() AS me)))
-- policy owner for all to lay_owner using (true) with check (true)
-- lay_client may select (body, coach_id, kind, level, valid_until)
-- lay_coach may select
-- lay_governance may select
-- lay_lead may select
-- lay_public may select (body, coach_id, kind, level, valid_until)
-- lay_rota may select
-- lay_supervisor may select

-- room: records
create table data_complaint (
  id uuid not null,
  reference text not null,
  received_at timestamp with time zone not null default clock_now(),
  acknowledge_by date not null,
  answer_by date not null,
  acknowledged_at timestamp with time zone,
  answered_at timestamp with time zone,
  sealed_words bytea not null,
  sealed_email bytea,
  constraint data_complaint_reference_key UNIQUE (reference),
  constraint data_complaint_pkey PRIMARY KEY (id),
  constraint data_complaint_check CHECK ((answer_by > acknowledge_by)),
  constraint data_complaint_reference_check CHECK ((reference ~ '^[A-HJKMNP-TV-Z2-9]{8}$'::text))
);
CREATE INDEX data_complaint_received_at_idx ON public.data_complaint USING btree (received_at) WHERE (answered_at IS NULL);
-- row level security
-- policy giving for insert to lay_public with check (true)
-- policy governing for all to lay_governance using ((( SELECT me() AS me) IS NOT NULL)) with check ((( SELECT me() AS me) IS NOT NULL))
-- policy opening for select to lay_opening using (has_role('governance'::text))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy working for select to lay_worker using (true)
-- lay_governance may select (acknowledge_by, acknowledged_at, answer_by, answered_at, id, received_at, reference), update (acknowledged_at, answered_at)
-- lay_opening may select
-- lay_public may insert
-- lay_worker may select (acknowledge_by, answer_by, id, reference, sealed_email)

-- room: identity
create table demonstration (
  is_one boolean not null default true,
  constraint demonstration_pkey PRIMARY KEY (is_one),
  constraint demonstration_is_one_check CHECK (is_one)
);
-- row level security
-- policy owner for all to lay_owner using (true) with check (true)

-- room: records
create table destruction (
  id bigint not null generated always as identity,
  at timestamp with time zone not null default clock_now(),
  kind text not null,
  rule text not null,
  how_many bigint not null,
  constraint destruction_pkey PRIMARY KEY (id),
  constraint destruction_how_many_check CHECK ((how_many > 0))
);
-- row level security
-- policy owner for all to lay_owner using (true) with check (true)
-- policy reading for select to lay_governance, lay_sysadmin using (true)
-- policy working for insert to lay_worker with check (true)
-- lay_governance may select
-- lay_sysadmin may select
-- lay_worker may insert

-- room: booking
create table diary_proof (
  at timestamp with time zone not null default clock_now(),
  claims bigint not null,
  bookings bigint not null,
  unclaimed bigint not null,
  in_absence bigint not null,
  clients bigint not null default 0,
  constraint diary_proof_pkey PRIMARY KEY (at)
);
-- row level security
-- policy owner for all to lay_owner using (true) with check (true)
-- policy proved for select to lay_ops, lay_public using (true)
-- policy proving for all to lay_worker using (true) with check (true)
-- policy shown for select to lay_sysadmin using (true)
-- lay_ops may select
-- lay_public may select
-- lay_sysadmin may select
-- lay_worker may insert, select

-- room: governance
create table duty_turn (
  id uuid not null default gen_random_uuid(),
  staff_id uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  constraint one_turn_at_a_time EXCLUDE USING gist (staff_id WITH =, tstzrange(starts_at, ends_at) WITH &&),
  constraint duty_turn_pkey PRIMARY KEY (id),
  constraint duty_turn_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id),
  constraint duty_turn_check CHECK (((ends_at > starts_at) AND isfinite(starts_at) AND isfinite(ends_at)))
);
CREATE INDEX duty_turn_ends_at_idx ON public.duty_turn USING btree (ends_at);
-- row level security
-- policy giving for insert to lay_governance with check (((( SELECT me() AS me) IS NOT NULL) AND (staff_id <> ( SELECT me() AS me))))
-- policy governing for select to lay_governance using ((( SELECT me() AS me) IS NOT NULL))
-- policy known for select to lay_duty, lay_lead using ((( SELECT me() AS me) IS NOT NULL))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy taking_back for delete to lay_governance using (((( SELECT me() AS me) IS NOT NULL) AND (starts_at > clock_now())))
-- policy telling for select to lay_worker using (true)
-- lay_duty may select
-- lay_governance may delete, insert, select
-- lay_lead may select
-- lay_worker may select

-- room: commissioning
create table edition (
  id uuid not null default gen_random_uuid(),
  kind text not null,
  quarter date not null,
  version integer not null default 1,
  rule text not null,
  down jsonb not null,
  across jsonb not null,
  made_at timestamp with time zone not null default clock_now(),
  constraint one_edition_a_version UNIQUE (kind, quarter, version),
  constraint edition_pkey PRIMARY KEY (id),
  constraint edition_kind_check CHECK ((kind = 'sessions-by-service-and-board'::text)),
  constraint edition_quarter_check CHECK ((quarter = (date_trunc('quarter'::text, (quarter)::timestamp without time zone))::date)),
  constraint edition_rule_check CHECK (((length(rule) >= 1) AND (length(rule) <= 60))),
  constraint edition_version_check CHECK ((version >= 1))
);
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON public.edition FOR EACH ROW EXECUTE FUNCTION edition_is_frozen();
-- row level security
-- policy making for insert to lay_ops, lay_worker with check (true)
-- policy owner for all to lay_owner using (true) with check (true)
-- policy published for select to lay_commissioner, lay_evaluator, lay_ops, lay_public, lay_worker using (true)
-- lay_commissioner may select
-- lay_evaluator may select
-- lay_ops may insert, select
-- lay_public may select
-- lay_worker may insert, select

-- room: commissioning
create table edition_cell (
  edition_id uuid not null,
  down_key text not null,
  across_key text not null,
  shown text not null,
  constraint edition_cell_pkey PRIMARY KEY (edition_id, down_key, across_key),
  constraint edition_cell_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES edition(id),
  constraint edition_cell_shown_check CHECK ((shown ~ '^(0|\*|[1-9][0-9]*[05])$'::text))
);
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON public.edition_cell FOR EACH ROW EXECUTE FUNCTION edition_is_frozen();
-- row level security
-- policy making for insert to lay_ops, lay_worker with check (true)
-- policy owner for all to lay_owner using (true) with check (true)
-- policy published for select to lay_commissioner, lay_evaluator, lay_ops, lay_public, lay_worker using (true)
-- lay_commissioner may select
-- lay_evaluator may select
-- lay_ops may insert, select
-- lay_public may select
-- lay_worker may insert, select

-- room: coaching
create table engagement (
  id uuid not null default gen_random_uuid(),
  client_id uuid not null,
  coach_id uuid not null,
  started_at timestamp with time zone not null default clock_now(),
  ended_at timestamp with time zone,
  constraint engagement_pkey PRIMARY KEY (id),
  constraint engagement_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id) ON DELETE CASCADE,
  constraint engagement_coach_id_fkey FOREIGN KEY (coach_id) REFERENCES coach(id),
  constraint engagement_check CHECK ((ended_at >= started_at))
);
CREATE INDEX engagement_coach_id_idx ON public.engagement USING btree (coach_id);
CREATE UNIQUE INDEX one_engagement ON public.engagement USING btree (client_id, coach_id) WHERE (ended_at IS NULL);
-- row level security
-- policy coaching for select to lay_coach using ((coach_id = ( SELECT me() AS me)))
-- policy own for select to lay_client using ((client_id = ( SELECT me() AS me)))
-- policy owner for all to lay_owner using (true) with check (true)
-- lay_client may select
-- lay_coach may select

-- room: enquiries
create table enquiry (
  id uuid not null,
  service_key text not null,
  service_version integer not null,
  received_at timestamp with time zone not null default clock_now(),
  group_kind text,
  suits text[] not null default '{}'::text[],
  team_size integer,
  minutes integer,
  area text,
  answered_at timestamp with time zone,
  sealed_aim bytea not null,
  sealed_dates bytea not null,
  sealed_email bytea not null,
  constraint enquiry_pkey PRIMARY KEY (id),
  constraint enquiry_area_fkey FOREIGN KEY (area) REFERENCES board(code),
  constraint enquiry_service_key_service_version_fkey FOREIGN KEY (service_key, service_version) REFERENCES service_version(key, version),
  constraint enquiry_group_kind_check CHECK ((group_kind = ANY (ARRAY['wellbeing'::text, 'same-work'::text, 'shared-background'::text, 'any'::text]))),
  constraint enquiry_minutes_check CHECK (((minutes >= 30) AND (minutes <= 480))),
  constraint enquiry_suits_check CHECK ((suits <@ ARRAY['morning'::text, 'afternoon'::text, 'evening'::text, 'weekend'::text])),
  constraint enquiry_team_size_check CHECK (((team_size >= 2) AND (team_size <= 500)))
);
CREATE INDEX enquiry_waiting ON public.enquiry USING btree (received_at) WHERE (answered_at IS NULL);
-- row level security
-- policy giving for insert to lay_public with check (true)
-- policy opening for select to lay_opening using ((SESSION_USER = 'app_desk'::name))
-- policy operator for all to lay_ops using (true) with check (true)
-- policy owner for all to lay_owner using (true) with check (true)
-- policy tidying for all to lay_worker using (true)
-- lay_opening may select
-- lay_ops may select (answered_at, area, group_kind, id, minutes, received_at, service_key, service_version, suits, team_size), update (answered_at)
-- lay_public may insert
-- lay_worker may delete, select (answered_at, id, received_at)

-- room: backup
create table environment_stamp (
  only_one boolean not null default true,
  system_id text not null,
  timeline integer not null,
  ledger_id uuid,
  opened bigint not null,
  last_backup text,
  stamped_at timestamp with time zone not null default clock_now(),
  constraint environment_stamp_pkey PRIMARY KEY (only_one),
  constraint environment_stamp_only_one_check CHECK (only_one)
);
-- row level security
-- policy owner for all to lay_owner using (true) with check (true)

-- room: backup
create table erasure_done (
  line bigint not null,
  done_at timestamp with time zone not null default clock_now(),
  constraint erasure_done_pkey PRIMARY KEY (line),
  constraint erasure_done_line_check CHECK ((line > 0))
);
-- row level security
-- policy owner for all to lay_owner using (true) with check (true)

-- room: records
create table evaluation_objection (
  client_id uuid not null,
  made_at timestamp with time zone not null default clock_now(),
  constraint evaluation_objection_pkey PRIMARY KEY (client_id),
  constraint evaluation_objection_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id) ON DELETE CASCADE
);
-- row level security
-- policy own for all to lay_client using ((client_id = ( SELECT me() AS me))) with check ((client_id = ( SELECT me() AS me)))
-- policy owner for all to lay_owner using (true) with check (true)
-- lay_client may delete, insert, select

-- room: identity
create table former_client (
  id uuid not null,
  client_id uuid not null,
  constraint former_client_pkey PRIMARY KEY (id),
  constraint former_client_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id) ON DELETE CASCADE
);
CREATE INDEX former_client_of ON public.former_client USING btree (client_id);
-- row level security
-- policy owner for all to lay_owner using (true) with check (true)

-- room: booking
create table gap_answer (
  id uuid not null default gen_random_uuid(),
  coach_id uuid not null,
  on_date date not null,
  answer text not null,
  answered_at timestamp with time zone not null default clock_now(),
  starts_at timestamp with time zone,
  ends_at timestamp with time zone,
  claim_id uuid,
  constraint gap_answer_pkey PRIMARY KEY (id),
  constraint gap_answer_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES claim(id) ON DELETE SET NULL,
  constraint gap_answer_coach_id_fkey FOREIGN KEY (coach_id) REFERENCES coach(id),
  constraint gap_answer_answer_check CHECK ((answer = ANY (ARRAY['opened'::text, 'not'::text]))),
  constraint gap_answer_check CHECK (((answer = 'opened'::text) = ((starts_at IS NOT NULL) AND (ends_at IS NOT NULL))))
);
CREATE INDEX gap_answer_answered_at_idx ON public.gap_answer USING btree (answered_at);
CREATE INDEX gap_answer_claim ON public.gap_answer USING btree (claim_id) WHERE (claim_id IS NOT NULL);
CREATE INDEX gap_answer_coach_id_on_date_idx ON public.gap_answer USING btree (coach_id, on_date);
CREATE UNIQUE INDEX one_no_a_day ON public.gap_answer USING btree (coach_id, on_date) WHERE (answer = 'not'::text);
-- row level security
-- policy own for all to lay_coach using ((coach_id = ( SELECT me() AS me))) with check ((coach_id = ( SELECT me() AS me)))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy working for all to lay_worker using (true) with check (true)
-- lay_coach may insert, select
-- lay_worker may delete, select, update (claim_id)

-- room: coaching
create table goal (
  id uuid not null default gen_random_uuid(),
  client_id uuid not null,
  shared boolean not null default false,
  sealed_text bytea not null,
  made_at timestamp with time zone not null default clock_now(),
  constraint goal_pkey PRIMARY KEY (id),
  constraint goal_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id) ON DELETE CASCADE
);
CREATE INDEX goal_client_id_idx ON public.goal USING btree (client_id);
-- row level security
-- policy here for select to lay_public using ((client_id IN ( SELECT plans_open_here() AS plans_open_here)))
-- policy own for all to lay_client using (((client_id = ( SELECT me() AS me)) AND may_open_plan(client_id))) with check (((client_id = ( SELECT me() AS me)) AND may_open_plan(client_id)))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy shared for select to lay_coach using ((shared AND (client_id IN ( SELECT records_open() AS records_open))))
-- lay_client may delete, insert, select, update
-- lay_coach may select
-- lay_public may select

-- room: coaching
create table goal_rating (
  goal_id uuid not null,
  client_id uuid not null,
  rated_at timestamp with time zone not null default clock_now(),
  rating integer not null,
  constraint goal_rating_pkey PRIMARY KEY (goal_id, rated_at),
  constraint goal_rating_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id) ON DELETE CASCADE,
  constraint goal_rating_goal_id_fkey FOREIGN KEY (goal_id) REFERENCES goal(id) ON DELETE CASCADE,
  constraint goal_rating_rating_check CHECK (((rating >= 0) AND (rating <= 10)))
);
CREATE INDEX goal_rating_client_id_idx ON public.goal_rating USING btree (client_id);
-- row level security
-- policy coaching for select to lay_coach using ((client_id IN ( SELECT records_open() AS records_open)))
-- policy own for all to lay_client using (((client_id = ( SELECT me() AS me)) AND may_open_plan(client_id))) with check (((client_id = ( SELECT me() AS me)) AND may_open_plan(client_id)))
-- policy owner for all to lay_owner using (true) with check (true)
-- lay_client may insert, select
-- lay_coach may select

-- room: organisations
create table helpline (
  id uuid not null default gen_random_uuid(),
  key text not null,
  name text not null,
  words text not null,
  phone text,
  text_to text,
  url text,
  hours text not null,
  urgent boolean not null,
  position integer not null,
  valid_from date not null,
  valid_to date,
  constraint one_helpline_a_day EXCLUDE USING gist (key WITH =, daterange(valid_from, valid_to) WITH &&),
  constraint helpline_pkey PRIMARY KEY (id),
  constraint helpline_check CHECK (((valid_to IS NULL) OR (valid_to > valid_from)))
);
-- row level security
-- policy changing for all to lay_ops using (true) with check (true)
-- policy owner for all to lay_owner using (true) with check (true)
-- policy reading for select to lay_client, lay_coach, lay_commissioner, lay_demo, lay_duty, lay_evaluator, lay_governance, lay_keys, lay_lead, lay_opening, lay_ops, lay_public, lay_rota, lay_supervisor, lay_sysadmin, lay_worker using (true)
-- lay_client may select
-- lay_coach may select
-- lay_commissioner may select
-- lay_demo may select
-- lay_duty may select
-- lay_evaluator may select
-- lay_governance may select
-- lay_keys may select
-- lay_lead may select
-- lay_opening may select
-- lay_ops may delete, insert, select, update
-- lay_public may select
-- lay_rota may select
-- lay_supervisor may select
-- lay_sysadmin may select
-- lay_worker may select

-- room: booking
create table hold (
  id uuid not null default gen_random_uuid(),
  claim_id uuid not null,
  coach_id uuid not null,
  service_key text not null,
  service_version integer not null,
  mode text not null,
  longer boolean not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  matched_on text[] not null,
  browser bytea,
  api_key_id uuid,
  state text not null default 'live'::text,
  made_at timestamp with time zone not null default clock_now(),
  assignment jsonb not null,
  constraint hold_pkey PRIMARY KEY (id),
  constraint hold_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES claim(id),
  constraint hold_sound CHECK (sound_hold(starts_at, ends_at, browser, api_key_id, mode, state))
);
CREATE INDEX hold_claim_id_idx ON public.hold USING btree (claim_id);
CREATE INDEX hold_of_browser ON public.hold USING btree (browser) WHERE ((state = 'live'::text) AND (browser IS NOT NULL));
CREATE INDEX hold_of_key ON public.hold USING btree (api_key_id) WHERE ((state = 'live'::text) AND (api_key_id IS NOT NULL));
CREATE INDEX hold_released ON public.hold USING btree (made_at) WHERE (state = 'released'::text);
CREATE TRIGGER not_apart BEFORE INSERT ON public.hold FOR EACH ROW WHEN ((new.browser IS NOT NULL)) EXECUTE FUNCTION hold_not_apart();
-- row level security
-- policy own for all to lay_public using (((browser = ( SELECT claim_hash() AS claim_hash)) OR (api_key_id = ( SELECT claim_key() AS claim_key)))) with check (((browser = ( SELECT claim_hash() AS claim_hash)) OR (api_key_id = ( SELECT claim_key() AS claim_key))))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy tidying for all to lay_worker using (true) with check (true)
-- lay_public may insert, select, update
-- lay_worker may delete, insert, select, update

-- room: identity
create table invitation (
  id uuid not null,
  staff_id uuid not null,
  hash bytea not null,
  made_at timestamp with time zone not null default clock_now(),
  made_by uuid,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  ended_at timestamp with time zone,
  constraint invitation_hash_key UNIQUE (hash),
  constraint invitation_pkey PRIMARY KEY (id),
  constraint invitation_made_by_fkey FOREIGN KEY (made_by) REFERENCES staff(id),
  constraint invitation_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id) ON DELETE CASCADE,
  constraint invitation_hash_check CHECK ((length(hash) = 32))
);
CREATE INDEX invitation_staff_id_idx ON public.invitation USING btree (staff_id);
-- row level security
-- policy inviting for insert to lay_governance, lay_lead with check (((made_by = ( SELECT me() AS me)) AND mine_to_keep(staff_id)))
-- policy operator for all to lay_ops using (true) with check (true)
-- policy own_provider for select to lay_rota using (at_my_provider(staff_id))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy seeing for select to lay_governance, lay_lead using ((( SELECT me() AS me) IS NOT NULL))
-- policy taking_back for update to lay_governance, lay_lead using ((( SELECT me() AS me) IS NOT NULL)) with check ((( SELECT me() AS me) IS NOT NULL))
-- policy writing_to for select to lay_worker using (true)
-- lay_governance may insert (expires_at, hash, id, made_by, staff_id), select, update (ended_at)
-- lay_lead may insert (expires_at, hash, id, made_by, staff_id), select, update (ended_at)
-- lay_ops may insert, select, update
-- lay_rota may select
-- lay_worker may select

-- room: vault
create table kek (
  id text not null,
  made_at timestamp with time zone not null default clock_now(),
  retired_at timestamp with time zone,
  constraint kek_pkey PRIMARY KEY (id),
  constraint kek_id_check CHECK ((id ~ '^[0-9a-f]{16}$'::text))
);
-- row level security
-- policy holding for all to lay_keys using (true) with check (true)
-- policy owner for all to lay_owner using (true) with check (true)
-- lay_keys may insert, select, update (retired_at)

-- room: booking
create table kept_apart (
  client_id uuid not null,
  coach_id uuid not null,
  constraint kept_apart_pkey PRIMARY KEY (client_id, coach_id),
  constraint kept_apart_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id) ON DELETE CASCADE,
  constraint kept_apart_coach_id_fkey FOREIGN KEY (coach_id) REFERENCES coach(id)
);
CREATE INDEX kept_apart_coach_id_idx ON public.kept_apart USING btree (coach_id);
CREATE TRIGGER lock_first BEFORE INSERT ON public.kept_apart FOR EACH ROW EXECUTE FUNCTION lock_who_is_apart();
CREATE TRIGGER rehome AFTER INSERT ON public.kept_apart FOR EACH ROW EXECUTE FUNCTION kept_apart_now();
-- row level security
-- policy booking for insert to lay_public with check ((EXISTS ( SELECT
   FROM booking b
  WHERE ((b.client_id = kept_apart.client_id) AND (b.browser = ( SELECT claim_hash() AS claim_hash))))))
-- policy owner for all to lay_owner using (true) with check (true)
-- lay_public may insert

-- room: records
create table legal_hold (
  id uuid not null default gen_random_uuid(),
  client_id uuid not null,
  reason text not null,
  owner_id uuid not null,
  review_on date not null,
  made_at timestamp with time zone not null default clock_now(),
  lifted_at timestamp with time zone,
  lifted_by uuid,
  constraint legal_hold_pkey PRIMARY KEY (id),
  constraint legal_hold_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint legal_hold_lifted_by_fkey FOREIGN KEY (lifted_by) REFERENCES staff(id),
  constraint legal_hold_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES staff(id),
  constraint legal_hold_reason_check CHECK (((length(reason) >= 20) AND (length(reason) <= 1000)))
);
CREATE UNIQUE INDEX one_live_hold ON public.legal_hold USING btree (client_id) WHERE (lifted_at IS NULL);
-- row level security
-- policy beginning for insert to lay_governance with check (((owner_id = ( SELECT me() AS me)) AND (lifted_at IS NULL)))
-- policy lifting for update to lay_governance using (((( SELECT me() AS me) IS NOT NULL) AND (lifted_at IS NULL))) with check (((lifted_by = ( SELECT me() AS me)) AND (lifted_at IS NOT NULL)))
-- policy own for select to lay_client using ((client_id = ( SELECT me() AS me)))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy seeing for select to lay_governance using ((( SELECT me() AS me) IS NOT NULL))
-- lay_client may select (client_id, id, lifted_at, review_on)
-- lay_governance may insert (client_id, owner_id, reason, review_on), select, update (lifted_at, lifted_by)

-- room: mailbox
create table mailbox_place (
  mailbox bytea not null,
  validity bigint not null,
  uid bigint not null,
  later jsonb not null default '{}'::jsonb,
  constraint mailbox_place_pkey PRIMARY KEY (mailbox),
  constraint mailbox_place_later_check CHECK ((jsonb_typeof(later) = 'object'::text)),
  constraint mailbox_place_mailbox_check CHECK ((length(mailbox) = 32))
);
-- row level security
-- policy owner for all to lay_owner using (true) with check (true)
-- policy working for all to lay_worker using (true) with check (true)
-- lay_worker may insert, select, update

-- room: mailbox
create table mailbox_watch (
  one boolean not null default true,
  mailbox bytea,
  since timestamp with time zone not null default clock_now(),
  read_at timestamp with time zone,
  outages integer not null default 0,
  told_at timestamp with time zone,
  constraint mailbox_watch_pkey PRIMARY KEY (one),
  constraint mailbox_watch_mailbox_check CHECK ((length(mailbox) = 32)),
  constraint mailbox_watch_one_check CHECK (one)
);
-- row level security
-- policy operating for select to lay_lead using ((( SELECT me() AS me) IS NOT NULL))
-- policy operators for select to lay_ops using (true)
-- policy owner for all to lay_owner using (true) with check (true)
-- policy working for all to lay_worker using (true) with check (true)
-- lay_lead may select (mailbox, read_at, since)
-- lay_ops may select (mailbox, read_at, since)
-- lay_worker may insert, select, update

-- room: notifications
create table message (
  id uuid not null default gen_random_uuid(),
  kind text not null,
  subject_id uuid not null,
  subject_sequence integer not null,
  recipient text not null,
  channel text not null,
  is_code boolean not null generated always as ((kind ~ '(^|[.-])code$'::text)),
  due_at timestamp with time zone not null,
  try_at timestamp with time zone not null,
  state text not null default 'waiting'::text,
  attempts integer not null default 0,
  fault text,
  sent_at timestamp with time zone,
  planned_at timestamp with time zone not null default clock_now(),
  taken_at timestamp with time zone,
  fragments smallint,
  keeps_quiet boolean not null default false,
  any_time boolean not null default false,
  perhaps_at timestamp with time zone,
  constraint message_subject_id_kind_subject_sequence_recipient_channel_key UNIQUE (subject_id, kind, subject_sequence, recipient, channel),
  constraint message_pkey PRIMARY KEY (id),
  constraint message_sound CHECK (sound_message(kind, recipient, channel, state, sent_at, fault, keeps_quiet, any_time))
);
CREATE INDEX message_failed ON public.message USING btree (due_at) WHERE (state = 'failed'::text);
CREATE INDEX message_to_try ON public.message USING btree (try_at) WHERE (state = 'waiting'::text);
-- row level security
-- policy operating for select to lay_lead using ((( SELECT me() AS me) IS NOT NULL))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy planned for select to lay_ops using (true)
-- policy planning for insert to lay_coach, lay_ops, lay_public with check (true)
-- policy planning_of_clients for insert to lay_client with check (true)
-- policy planning_staff for insert to lay_governance, lay_lead, lay_rota with check (((recipient = 'address'::text) AND (( SELECT me() AS me) IS NOT NULL)))
-- policy working for all to lay_worker using (true) with check (true)
-- lay_client may insert
-- lay_coach may insert
-- lay_governance may insert
-- lay_lead may insert, select (channel, due_at, fault, id, is_code, kind, planned_at, recipient, state, subject_id)
-- lay_ops may insert, select
-- lay_public may insert
-- lay_rota may insert
-- lay_worker may delete, insert, select, update (attempts, due_at, fault, fragments, perhaps_at, sent_at, state, taken_at, try_at)

-- room: lib
create table migration (
  name text not null,
  hash text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (name)
);
-- row level security
-- policy owner for all to lay_owner using (true) with check (true)

-- room: coaching
create table note_choice (
  coach_id uuid not null,
  on_since timestamp with time zone not null default clock_now(),
  constraint note_choice_pkey PRIMARY KEY (coach_id),
  constraint note_choice_coach_id_fkey FOREIGN KEY (coach_id) REFERENCES coach(id)
);
-- row level security
-- policy own for all to lay_coach using ((coach_id = ( SELECT me() AS me))) with check ((coach_id = ( SELECT me() AS me)))
-- policy owner for all to lay_owner using (true) with check (true)
-- lay_coach may delete, insert, select

-- room: booking
create table offer (
  id uuid not null default gen_random_uuid(),
  booking_id uuid not null,
  claim_id uuid not null,
  coach_id uuid not null,
  service_version integer not null,
  matched_on text[] not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  until timestamp with time zone not null,
  state text not null default 'open'::text,
  made_at timestamp with time zone not null default clock_now(),
  kind text not null default 'recovery'::text,
  constraint offer_claim_id_key UNIQUE (claim_id),
  constraint offer_pkey PRIMARY KEY (id),
  constraint offer_booking_id_fkey FOREIGN KEY (booking_id) REFERENCES booking(id) ON DELETE CASCADE,
  constraint offer_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES claim(id),
  constraint offer_coach_id_fkey FOREIGN KEY (coach_id) REFERENCES coach(id),
  constraint offer_check CHECK ((ends_at > starts_at)),
  constraint offer_kind_check CHECK ((kind = ANY (ARRAY['recovery'::text, 'sooner'::text]))),
  constraint offer_state_check CHECK ((state = ANY (ARRAY['open'::text, 'taken'::text, 'released'::text, 'declined'::text, 'lapsed'::text])))
);
CREATE INDEX offer_of_booking ON public.offer USING btree (booking_id);
CREATE INDEX offer_of_coach ON public.offer USING btree (coach_id);
CREATE INDEX offer_to_pass_on ON public.offer USING btree (until) WHERE ((kind = 'sooner'::text) AND (state = ANY (ARRAY['open'::text, 'declined'::text])));
CREATE UNIQUE INDEX one_sooner_offer_at_a_time ON public.offer USING btree (booking_id) WHERE ((kind = 'sooner'::text) AND (state = 'open'::text));
CREATE TRIGGER not_apart BEFORE INSERT ON public.offer FOR EACH ROW EXECUTE FUNCTION offer_not_apart();
-- row level security
-- policy choosing for update to lay_public using (((state = 'open'::text) AND (EXISTS ( SELECT
   FROM booking b
  WHERE (b.id = offer.booking_id))))) with check (((state = 'taken'::text) OR ((state = 'declined'::text) AND (kind = 'sooner'::text))))
-- policy operating for select to lay_lead using ((( SELECT me() AS me) IS NOT NULL))
-- policy own for select to lay_public using ((EXISTS ( SELECT
   FROM booking b
  WHERE (b.id = offer.booking_id))))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy working for all to lay_worker using (true) with check (true)
-- lay_lead may select
-- lay_public may select, update (state)
-- lay_worker may insert, select, update (state)

-- room: identity
create table oidc_link (
  id uuid not null default gen_random_uuid(),
  staff_id uuid not null,
  issuer text not null,
  subject text not null,
  made_at timestamp with time zone not null default clock_now(),
  last_used_at timestamp with time zone,
  ended_at timestamp with time zone,
  constraint oidc_link_pkey PRIMARY KEY (id),
  constraint oidc_link_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id) ON DELETE CASCADE,
  constraint oidc_link_issuer_check CHECK ((length(issuer) <= 500)),
  constraint oidc_link_subject_check CHECK (((length(subject) >= 1) AND (length(subject) <= 255)))
);
CREATE INDEX oidc_link_staff_id_idx ON public.oidc_link USING btree (staff_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX one_open_link ON public.oidc_link USING btree (issuer, subject) WHERE (ended_at IS NULL);
-- row level security
-- policy owner for all to lay_owner using (true) with check (true)
-- policy writing_to for select to lay_worker using (true)
-- lay_worker may select

-- room: identity
create table one_time_code (
  id uuid not null,
  purpose text not null,
  subject uuid,
  browser bytea not null,
  code_hash bytea not null,
  issued_at timestamp with time zone not null default clock_now(),
  expires_at timestamp with time zone not null,
  tries integer not null default 0,
  used_at timestamp with time zone,
  constraint one_time_code_pkey PRIMARY KEY (id),
  constraint one_time_code_browser_check CHECK ((length(browser) = 32)),
  constraint one_time_code_code_hash_check CHECK ((length(code_hash) = 32)),
  constraint one_time_code_purpose_check CHECK ((purpose = ANY (ARRAY['team'::text, 'booking'::text, 'keep'::text, 'client'::text, 'contact'::text, 'stop'::text]))),
  constraint one_time_code_tries_check CHECK ((tries <= 5))
);
CREATE INDEX one_time_code_issued ON public.one_time_code USING btree (issued_at);
CREATE INDEX one_time_code_of_browser ON public.one_time_code USING btree (browser, purpose, issued_at);
CREATE INDEX one_time_code_of_subject ON public.one_time_code USING btree (subject, purpose, issued_at);
-- row level security
-- policy own for all to lay_public using ((browser = ( SELECT claim_hash() AS claim_hash))) with check ((browser = ( SELECT claim_hash() AS claim_hash)))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy working for all to lay_worker using (true)
-- lay_public may insert, select, update (tries, used_at)
-- lay_worker may delete, select

-- room: governance
create table opening (
  id uuid not null default gen_random_uuid(),
  kind text not null,
  task_id uuid,
  concern_id uuid,
  booking_id uuid,
  opened_by uuid not null,
  as_role text not null,
  opened_at timestamp with time zone not null default clock_now(),
  shown_until timestamp with time zone not null,
  reviewed_at timestamp with time zone,
  reviewed_by uuid,
  constraint opening_pkey PRIMARY KEY (id),
  constraint opening_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES staff(id),
  constraint opening_reviewed_by_fkey FOREIGN KEY (reviewed_by) REFERENCES staff(id),
  constraint opening_task_id_fkey FOREIGN KEY (task_id) REFERENCES reveal_task(id) ON DELETE CASCADE,
  constraint opening_as_role_check CHECK ((as_role = ANY (ARRAY['lead_ops'::text, 'governance'::text, 'duty_lead'::text]))),
  constraint opening_check CHECK ((((kind = 'reveal'::text) = (task_id IS NOT NULL)) AND ((kind = 'concern'::text) = (concern_id IS NOT NULL)))),
  constraint opening_check1 CHECK ((shown_until <= (opened_at + '00:10:00'::interval))),
  constraint opening_check2 CHECK (((reviewed_at IS NULL) = (reviewed_by IS NULL))),
  constraint opening_check3 CHECK ((reviewed_by <> opened_by)),
  constraint opening_kind_check CHECK ((kind = ANY (ARRAY['reveal'::text, 'concern'::text]))),
  constraint opening_of_one_thing CHECK (((kind <> 'concern'::text) OR (booking_id IS NULL)))
);
CREATE INDEX opening_opened_at_idx ON public.opening USING btree (opened_at);
CREATE INDEX opening_opened_by_shown_until_idx ON public.opening USING btree (opened_by, shown_until);
CREATE UNIQUE INDEX one_opening_a_task ON public.opening USING btree (task_id);
CREATE TRIGGER apart_reviewing BEFORE UPDATE OF reviewed_by ON public.opening FOR EACH ROW WHEN (((new.reviewed_by IS NOT NULL) AND (new.reviewed_by IS DISTINCT FROM old.reviewed_by))) EXECUTE FUNCTION second_person('opened_by', 'reviewed_by', 'governance');
-- row level security
-- policy governing for select to lay_governance using ((( SELECT me() AS me) IS NOT NULL))
-- policy opening for insert to lay_opening with check (((opened_by = ( SELECT me() AS me)) AND (kind = 'reveal'::text) AND (EXISTS ( SELECT
   FROM reveal_task t
  WHERE ((t.id = opening.task_id) AND (t.booking_id = opening.booking_id) AND (t.made_at > (clock_now() - '24:00:00'::interval)))))))
-- policy opening_concern for insert to lay_opening with check (((opened_by = ( SELECT me() AS me)) AND (kind = 'concern'::text) AND (as_role = 'duty_lead'::text) AND ( SELECT on_duty() AS on_duty) AND is_urgent(concern_id)))
-- policy own for select to lay_duty, lay_lead, lay_opening using ((opened_by = ( SELECT me() AS me)))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy reading_concern for insert to lay_opening with check (((opened_by = ( SELECT me() AS me)) AND (kind = 'concern'::text) AND (as_role = 'governance'::text) AND has_role('governance'::text) AND concern_is_known(concern_id)))
-- policy reviewing for update to lay_governance using ((reviewed_at IS NULL)) with check ((reviewed_by = ( SELECT me() AS me)))
-- lay_duty may select
-- lay_governance may select, update (reviewed_at, reviewed_by)
-- lay_lead may select
-- lay_opening may insert (as_role, booking_id, concern_id, kind, opened_by, shown_until, task_id), select

-- room: coaching
create table opening_alert (
  id uuid not null default gen_random_uuid(),
  staff_id uuid not null,
  at timestamp with time zone not null default clock_now(),
  seen_at timestamp with time zone,
  seen_by uuid,
  constraint opening_alert_pkey PRIMARY KEY (id),
  constraint opening_alert_seen_by_fkey FOREIGN KEY (seen_by) REFERENCES staff(id),
  constraint opening_alert_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
);
CREATE INDEX opening_alert_staff_id_at_idx ON public.opening_alert USING btree (staff_id, at);
-- row level security
-- policy governing for select to lay_governance using ((( SELECT me() AS me) IS NOT NULL))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy seeing for update to lay_governance using ((seen_at IS NULL)) with check (((seen_by = ( SELECT me() AS me)) AND (seen_by <> staff_id)))
-- lay_governance may select, update (seen_at, seen_by)

-- room: coaches
create table own_calendar (
  coach_id uuid not null,
  id uuid not null,
  kind text not null,
  sealed_address bytea,
  added_at timestamp with time zone not null default clock_now(),
  read_at timestamp with time zone,
  tried_at timestamp with time zone,
  fault text,
  failures integer not null default 0,
  next_at timestamp with time zone,
  taken_until timestamp with time zone,
  constraint own_calendar_id_key UNIQUE (id),
  constraint own_calendar_pkey PRIMARY KEY (coach_id),
  constraint own_calendar_coach_id_fkey FOREIGN KEY (coach_id) REFERENCES coach(id),
  constraint own_calendar_check CHECK (((kind = 'address'::text) = (sealed_address IS NOT NULL))),
  constraint own_calendar_check1 CHECK (((kind = 'address'::text) = (next_at IS NOT NULL))),
  constraint own_calendar_check2 CHECK (((failures = 0) = (fault IS NULL))),
  constraint own_calendar_failures_check CHECK ((failures >= 0)),
  constraint own_calendar_fault_check CHECK (((fault ~ '^[a-z]+(-[a-z]+)*$'::text) AND (length(fault) <= 40))),
  constraint own_calendar_kind_check CHECK ((kind = ANY (ARRAY['address'::text, 'file'::text])))
);
CREATE INDEX own_calendar_due ON public.own_calendar USING btree (next_at) WHERE (next_at IS NOT NULL);
-- row level security
-- policy own for all to lay_coach using ((coach_id = ( SELECT me() AS me))) with check ((coach_id = ( SELECT me() AS me)))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy reading for select to lay_worker using (true)
-- policy refreshing for update to lay_worker using (true)
-- lay_coach may delete, insert (coach_id, id, kind, next_at, read_at, sealed_address), select (added_at, coach_id, failures, fault, id, kind, next_at, read_at, tried_at), update (next_at)
-- lay_worker may select, update (failures, fault, next_at, read_at, taken_until, tried_at)

-- room: identity
create table passkey (
  id uuid not null default gen_random_uuid(),
  staff_id uuid not null,
  credential_id bytea not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}'::text[],
  device text not null,
  made_at timestamp with time zone not null default clock_now(),
  last_used_at timestamp with time zone,
  ended_at timestamp with time zone,
  constraint passkey_credential_id_key UNIQUE (credential_id),
  constraint passkey_pkey PRIMARY KEY (id),
  constraint passkey_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id) ON DELETE CASCADE,
  constraint passkey_counter_check CHECK ((counter >= 0)),
  constraint passkey_credential_id_check CHECK (((length(credential_id) >= 1) AND (length(credential_id) <= 1023))),
  constraint passkey_device_check CHECK (((length(device) >= 1) AND (length(device) <= 100))),
  constraint passkey_public_key_check CHECK (((length(public_key) >= 1) AND (length(public_key) <= 2048)))
);
CREATE INDEX passkey_staff_id_idx ON public.passkey USING btree (staff_id) WHERE (ended_at IS NULL);
-- row level security
-- policy owner for all to lay_owner using (true) with check (true)
-- policy writing_to for select to lay_worker using (true)
-- lay_worker may select

-- room: identity
create table passphrase_try (
  id bigint not null generated always as identity,
  client_id uuid not null,
  browser bytea not null,
  at timestamp with time zone not null default clock_now(),
  was_right boolean not null default false,
  constraint passphrase_try_pkey PRIMARY KEY (id),
  constraint passphrase_try_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id) ON DELETE CASCADE
);
CREATE INDEX passphrase_try_client_id_at_idx ON public.passphrase_try USING btree (client_id, at);
-- row level security
-- policy owner for all to lay_owner using (true) with check (true)
-- policy working for all to lay_worker using (true) with check (true)
-- lay_worker may delete, select

-- room: organisations
create table pause (
  id uuid not null default gen_random_uuid(),
  service_key text,
  during tstzrange not null,
  words text not null,
  constraint one_pause_at_a_time EXCLUDE USING gist (COALESCE(service_key, ''::text) WITH =, during WITH &&),
  constraint pause_pkey PRIMARY KEY (id),
  constraint pause_during_check CHECK (((NOT isempty(during)) AND isfinite(lower(during)) AND isfinite(upper(during)) AND (lower(during) IS NOT NULL) AND (upper(during) IS NOT NULL))),
  constraint pause_words_check CHECK (((length(words) >= 1) AND (length(words) <= 300)))
);
CREATE TRIGGER stamp AFTER INSERT OR DELETE OR UPDATE ON public.pause FOR EACH STATEMENT EXECUTE FUNCTION stamp_services();
-- row level security
-- policy adding for insert to lay_lead with check (((( SELECT me() AS me) IS NOT NULL) AND (upper(during) > clock_now())))
-- policy changing for all to lay_ops using (true) with check (true)
-- policy cutting for update to lay_lead using (((( SELECT me() AS me) IS NOT NULL) AND (upper(during) > clock_now()))) with check ((upper(during) >= clock_now()))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy reading for select to lay_client, lay_coach, lay_commissioner, lay_demo, lay_duty, lay_evaluator, lay_governance, lay_keys, lay_lead, lay_opening, lay_ops, lay_public, lay_rota, lay_supervisor, lay_sysadmin, lay_worker using (true)
-- policy taking_back for delete to lay_lead using (((( SELECT me() AS me) IS NOT NULL) AND (lower(during) >= clock_now())))
-- lay_client may select
-- lay_coach may select
-- lay_commissioner may select
-- lay_demo may select
-- lay_duty may select
-- lay_evaluator may select
-- lay_governance may select
-- lay_keys may select
-- lay_lead may delete, insert, select, update (during)
-- lay_opening may select
-- lay_ops may delete, insert, select, update
-- lay_public may select
-- lay_rota may select
-- lay_supervisor may select
-- lay_sysadmin may select
-- lay_worker may select

-- room: information
create table plain_review (
  id uuid not null default gen_random_uuid(),
  text_key text not null,
  version integer not null,
  digest text not null,
  checked_by text not null,
  checked_on date not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default clock_now(),
  withdrawn_by uuid,
  withdrawn_at timestamp with time zone,
  constraint plain_review_pkey PRIMARY KEY (id),
  constraint plain_review_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES staff(id),
  constraint plain_review_withdrawn_by_fkey FOREIGN KEY (withdrawn_by) REFERENCES staff(id),
  constraint plain_review_check CHECK (((withdrawn_by IS NULL) = (withdrawn_at IS NULL))),
  constraint plain_review_checked_by_check CHECK (((length(checked_by) >= 1) AND (length(checked_by) <= 200))),
  constraint plain_review_digest_check CHECK ((digest ~ '^[0-9a-f]{32}$'::text)),
  constraint plain_review_text_key_check CHECK ((text_key ~ '^[a-z-]{2,20}$'::text)),
  constraint plain_review_version_check CHECK ((version > 0))
);
CREATE INDEX plain_review_recorded_by_idx ON public.plain_review USING btree (recorded_by);
CREATE INDEX plain_review_withdrawn_by_idx ON public.plain_review USING btree (withdrawn_by) WHERE (withdrawn_by IS NOT NULL);
CREATE UNIQUE INDEX one_review ON public.plain_review USING btree (text_key, digest) WHERE (withdrawn_at IS NULL);
-- row level security
-- policy owner for all to lay_owner using (true) with check (true)
-- policy reading for select to lay_governance, lay_lead using ((( SELECT me() AS me) IS NOT NULL))
-- policy recording for insert to lay_governance, lay_lead with check ((recorded_by = ( SELECT me() AS me)))
-- policy shown for select to lay_public using ((withdrawn_at IS NULL))
-- policy withdrawing for update to lay_governance, lay_lead using (((withdrawn_at IS NULL) AND (( SELECT me() AS me) IS NOT NULL))) with check ((withdrawn_by = ( SELECT me() AS me)))
-- lay_governance may insert (checked_by, checked_on, digest, recorded_by, text_key, version), select, update (withdrawn_at, withdrawn_by)
-- lay_lead may insert (checked_by, checked_on, digest, recorded_by, text_key, version), select, update (withdrawn_at, withdrawn_by)
-- lay_public may select (checked_on, digest, text_key, withdrawn_at)

-- room: identity
create table plan_access (
  client_id uuid not null,
  mode text not null,
  browser bytea,
  until timestamp with time zone,
  chosen_at timestamp with time zone not null default clock_now(),
  constraint plan_access_pkey PRIMARY KEY (client_id),
  constraint plan_access_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id) ON DELETE CASCADE,
  constraint plan_access_browser_check CHECK ((length(browser) = 32)),
  constraint plan_access_check CHECK (((mode = 'browser'::text) = (browser IS NOT NULL))),
  constraint plan_access_check1 CHECK (((mode = 'browser'::text) = (until IS NOT NULL))),
  constraint plan_access_mode_check CHECK ((mode = ANY (ARRAY['browser'::text, 'code'::text, 'locked'::text])))
);
-- row level security
-- policy mine for select to lay_client using ((client_id = ( SELECT me() AS me)))
-- policy owner for all to lay_owner using (true) with check (true)
-- lay_client may select

-- room: organisations
create table programme_change (
  id uuid not null default gen_random_uuid(),
  n bigint not null generated always as identity,
  at timestamp with time zone not null default clock_now(),
  what text not null,
  subject text not null,
  title text not null,
  version integer,
  fields jsonb not null,
  by_staff uuid,
  constraint programme_change_n_key UNIQUE (n),
  constraint programme_change_pkey PRIMARY KEY (id),
  constraint programme_change_by_staff_fkey FOREIGN KEY (by_staff) REFERENCES staff(id),
  constraint programme_change_fields_check CHECK (((jsonb_typeof(fields) = 'array'::text) AND (jsonb_array_length(fields) > 0))),
  constraint programme_change_subject_check CHECK (((length(subject) >= 1) AND (length(subject) <= 60))),
  constraint programme_change_title_check CHECK (((length(title) >= 1) AND (length(title) <= 300))),
  constraint programme_change_what_check CHECK ((what = ANY (ARRAY['service'::text, 'programme'::text, 'closure'::text, 'pause'::text])))
);
CREATE INDEX programme_change_by_staff_idx ON public.programme_change USING btree (by_staff) WHERE (by_staff IS NOT NULL);
CREATE INDEX programme_change_what_subject_n_idx ON public.programme_change USING btree (what, subject, n);
-- row level security
-- policy changing for insert to lay_lead with check ((by_staff = ( SELECT me() AS me)))
-- policy operator for insert to lay_ops with check ((by_staff IS NULL))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy reading for select to lay_lead, lay_ops using (true)
-- lay_lead may insert (by_staff, fields, subject, title, version, what), select
-- lay_ops may insert (by_staff, fields, subject, title, version, what), select

-- room: organisations
create table programme_version (
  version integer not null,
  valid_from timestamp with time zone not null,
  name text not null,
  area text not null,
  phone text,
  email text,
  run_by text,
  paid_by text,
  controller text,
  duty_phone text,
  constraint programme_version_pkey PRIMARY KEY (version),
  constraint programme_version_duty_phone_check CHECK ((length(duty_phone) <= 200))
);
-- row level security
-- policy adding for insert to lay_lead with check (((( SELECT me() AS me) IS NOT NULL) AND (valid_from = clock_now())))
-- policy changing for all to lay_ops using (true) with check (true)
-- policy owner for all to lay_owner using (true) with check (true)
-- policy reading for select to lay_client, lay_coach, lay_commissioner, lay_demo, lay_duty, lay_evaluator, lay_governance, lay_keys, lay_lead, lay_opening, lay_ops, lay_public, lay_rota, lay_supervisor, lay_sysadmin, lay_worker using (true)
-- lay_client may select
-- lay_coach may select
-- lay_commissioner may select
-- lay_demo may select
-- lay_duty may select
-- lay_evaluator may select
-- lay_governance may select
-- lay_keys may select
-- lay_lead may insert, select
-- lay_opening may select
-- lay_ops may insert, select
-- lay_public may select
-- lay_rota may select
-- lay_supervisor may select
-- lay_sysadmin may select
-- lay_worker may select

-- room: organisations
create table provider (
  id uuid not null default gen_random_uuid(),
  key text not null,
  name text not null,
  lead boolean not null default false,
  constraint provider_key_key UNIQUE (key),
  constraint provider_pkey PRIMARY KEY (id)
);
-- row level security
-- policy changing for all to lay_ops using (true) with check (true)
-- policy owner for all to lay_owner using (true) with check (true)
-- policy reading for select to lay_client, lay_coach, lay_commissioner, lay_demo, lay_duty, lay_evaluator, lay_governance, lay_keys, lay_lead, lay_opening, lay_ops, lay_public, lay_rota, lay_supervisor, lay_sysadmin, lay_worker using (true)
-- lay_client may select
-- lay_coach may select
-- lay_commissioner may select
-- lay_demo may select
-- lay_duty may select
-- lay_evaluator may select
-- lay_governance may select
-- lay_keys may select
-- lay_lead may select
-- lay_opening may select
-- lay_ops may delete, insert, select, update
-- lay_public may select
-- lay_rota may select
-- lay_supervisor may select
-- lay_sysadmin may select
-- lay_worker may select

-- room: coaching
create table record_opening (
  id bigint not null generated always as identity,
  staff_id uuid not null,
  client_id uuid not null,
  grant_id uuid,
  at timestamp with time zone not null default clock_now(),
  xid xid8 not null default pg_current_xact_id(),
  constraint record_opening_pkey PRIMARY KEY (id),
  constraint record_opening_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id) ON DELETE CASCADE,
  constraint record_opening_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES break_glass(id) ON DELETE CASCADE,
  constraint record_opening_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
);
CREATE INDEX record_opening_staff_id_at_idx ON public.record_opening USING btree (staff_id, at);
CREATE INDEX record_opening_xid_idx ON public.record_opening USING btree (xid);
-- row level security
-- policy owner for all to lay_owner using (true) with check (true)

-- room: identity
create table recovery (
  id uuid not null,
  staff_id uuid not null,
  started_at timestamp with time zone not null default clock_now(),
  started_by uuid not null,
  started_as text not null,
  agreed_at timestamp with time zone,
  agreed_by uuid,
  agreed_as text,
  hash bytea,
  code_hash bytea,
  tries integer not null default 0,
  used_at timestamp with time zone,
  ended_at timestamp with time zone,
  constraint recovery_hash_key UNIQUE (hash),
  constraint recovery_pkey PRIMARY KEY (id),
  constraint recovery_agreed_by_fkey FOREIGN KEY (agreed_by) REFERENCES staff(id),
  constraint recovery_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id) ON DELETE CASCADE,
  constraint recovery_started_by_fkey FOREIGN KEY (started_by) REFERENCES staff(id),
  constraint recovery_agreed_as_check CHECK ((agreed_as = ANY (ARRAY['lead_ops'::text, 'governance'::text]))),
  constraint recovery_check CHECK ((started_by <> agreed_by)),
  constraint recovery_check1 CHECK ((started_as <> agreed_as)),
  constraint recovery_check2 CHECK (((staff_id <> started_by) AND (staff_id <> agreed_by))),
  constraint recovery_check3 CHECK ((((agreed_at IS NULL) = (agreed_by IS NULL)) AND ((agreed_at IS NULL) = (hash IS NULL)) AND ((agreed_at IS NULL) = (code_hash IS NULL)) AND ((agreed_at IS NULL) = (agreed_as IS NULL)))),
  constraint recovery_code_hash_check CHECK ((length(code_hash) = 32)),
  constraint recovery_hash_check CHECK ((length(hash) = 32)),
  constraint recovery_started_as_check CHECK ((started_as = ANY (ARRAY['partner_rota'::text, 'governance'::text, 'lead_ops'::text]))),
  constraint recovery_tries_check CHECK ((tries <= 5))
);
CREATE UNIQUE INDEX one_open_recovery ON public.recovery USING btree (staff_id) WHERE ((used_at IS NULL) AND (ended_at IS NULL));
CREATE TRIGGER apart_agreeing BEFORE UPDATE OF agreed_by ON public.recovery FOR EACH ROW WHEN (((new.agreed_by IS NOT NULL) AND (new.agreed_by IS DISTINCT FROM old.agreed_by))) EXECUTE FUNCTION second_person('started_by', 'agreed_by', 'agreed_as');
-- row level security
-- policy agreeing for update to lay_lead using ((( SELECT me() AS me) IS NOT NULL)) with check (((agreed_by IS NULL) OR (ended_at IS NOT NULL) OR ((agreed_by = ( SELECT me() AS me)) AND (agreed_as = 'lead_ops'::text))))
-- policy agreeing_governance for update to lay_governance using ((( SELECT me() AS me) IS NOT NULL)) with check (((agreed_by IS NULL) OR (ended_at IS NOT NULL) OR ((agreed_by = ( SELECT me() AS me)) AND (agreed_as = 'governance'::text))))
-- policy own_provider for select to lay_rota using (at_my_provider(staff_id))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy seeing for select to lay_governance, lay_lead using ((( SELECT me() AS me) IS NOT NULL))
-- policy starting for insert to lay_rota with check (((started_by = ( SELECT me() AS me)) AND (started_as = 'partner_rota'::text) AND at_my_provider(staff_id)))
-- policy starting_governance for insert to lay_governance with check (((started_by = ( SELECT me() AS me)) AND (started_as = 'governance'::text)))
-- policy starting_lead for insert to lay_lead with check (((started_by = ( SELECT me() AS me)) AND (started_as = 'lead_ops'::text)))
-- policy stopping for update to lay_rota using (at_my_provider(staff_id)) with check (at_my_provider(staff_id))
-- policy writing_to for select to lay_worker using (true)
-- lay_governance may insert (id, staff_id, started_as, started_by), select, update (agreed_as, agreed_at, agreed_by, code_hash, ended_at, hash)
-- lay_lead may insert (id, staff_id, started_as, started_by), select, update (agreed_as, agreed_at, agreed_by, code_hash, ended_at, hash)
-- lay_rota may insert (id, staff_id, started_as, started_by), select, update (ended_at)
-- lay_worker may select

-- room: coaching
create table reflection_log (
  id uuid not null default gen_random_uuid(),
  coach_id uuid not null,
  sealed_text bytea not null,
  written_at timestamp with time zone not null default clock_now(),
  constraint reflection_log_pkey PRIMARY KEY (id),
  constraint reflection_log_coach_id_fkey FOREIGN KEY (coach_id) REFERENCES coach(id)
);
CREATE INDEX reflection_log_coach_id_written_at_idx ON public.reflection_log USING btree (coach_id, written_at);
-- row level security
-- policy own for all to lay_coach using (((coach_id = ( SELECT me() AS me)) AND (( SELECT my_level() AS my_level) = 2))) with check (((coach_id = ( SELECT me() AS me)) AND (( SELECT my_level() AS my_level) = 2)))
-- policy owner for all to lay_owner using (true) with check (true)
-- lay_coach may delete, insert, select

-- room: organisations
create table region (
  code text not null,
  ons_code text not null,
  name text not null,
  constraint region_pkey PRIMARY KEY (code)
);
-- row level security
-- policy changing for all to lay_ops using (true) with check (true)
-- policy owner for all to lay_owner using (true) with check (true)
-- policy reading for select to lay_client, lay_coach, lay_commissioner, lay_demo, lay_duty, lay_evaluator, lay_governance, lay_keys, lay_lead, lay_opening, lay_ops, lay_public, lay_rota, lay_supervisor, lay_sysadmin, lay_worker using (true)
-- lay_client may select
-- lay_coach may select
-- lay_commissioner may select
-- lay_demo may select
-- lay_duty may select
-- lay_evaluator may select
-- lay_governance may select
-- lay_keys may select
-- lay_lead may select
-- lay_opening may select
-- lay_ops may delete, insert, select, update
-- lay_public may select
-- lay_rota may select
-- lay_supervisor may select
-- lay_sysadmin may select
-- lay_worker may select

-- room: booking
create table rehome_task (
  id uuid not null default gen_random_uuid(),
  booking_id uuid not null,
  coach_id uuid not null,
  made_at timestamp with time zone not null default clock_now(),
  settled_at timestamp with time zone,
  starts_at timestamp with time zone not null,
  tried_at timestamp with time zone,
  offers_until timestamp with time zone,
  told_at timestamp with time zone,
  outcome text,
  given_up boolean not null default false,
  by_hand text,
  apart boolean not null default false,
  settled_sequence integer,
  settled_coach_id uuid,
  settled_start timestamp with time zone,
  failed_at timestamp with time zone,
  fault_said_at timestamp with time zone,
  called_at timestamp with time zone,
  constraint rehome_task_pkey PRIMARY KEY (id),
  constraint rehome_task_booking_id_fkey FOREIGN KEY (booking_id) REFERENCES booking(id) ON DELETE CASCADE,
  constraint rehome_task_coach_id_fkey FOREIGN KEY (coach_id) REFERENCES coach(id),
  constraint rehome_task_settled_coach_id_fkey FOREIGN KEY (settled_coach_id) REFERENCES coach(id),
  constraint rehome_task_by_hand_check CHECK ((by_hand = ANY (ARRAY['other-times'::text, 'cancel'::text]))),
  constraint rehome_task_outcome_check CHECK ((outcome = ANY (ARRAY['reassigned'::text, 'chosen'::text, 'moved'::text, 'cancelled'::text, 'let-go'::text, 'stands'::text, 'under-way'::text])))
);
CREATE INDEX rehome_task_coach_id_idx ON public.rehome_task USING btree (coach_id);
CREATE INDEX rehome_task_settled_coach_id_idx ON public.rehome_task USING btree (settled_coach_id);
CREATE UNIQUE INDEX one_open_task_a_booking ON public.rehome_task USING btree (booking_id) WHERE (settled_at IS NULL);
CREATE TRIGGER end_call_alone AFTER UPDATE OF settled_at ON public.rehome_task FOR EACH ROW WHEN (((old.settled_at IS NULL) AND (new.called_at IS NOT NULL) AND (new.outcome <> ALL (ARRAY['cancelled'::text, 'under-way'::text])))) EXECUTE FUNCTION end_call_alone();
CREATE TRIGGER start_of BEFORE INSERT ON public.rehome_task FOR EACH ROW EXECUTE FUNCTION start_of_rehome();
-- row level security
-- policy operating for all to lay_ops, lay_worker using (true) with check (true)
-- policy own for all to lay_coach using ((coach_id = ( SELECT me() AS me))) with check ((coach_id = ( SELECT me() AS me)))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy waiting for select to lay_lead using ((( SELECT me() AS me) IS NOT NULL))
-- lay_coach may insert, select, update (given_up, settled_at)
-- lay_lead may select
-- lay_ops may insert, select, update (given_up, settled_at)
-- lay_worker may select, update (called_at, failed_at, fault_said_at, given_up, offers_until, outcome, settled_at, told_at, tried_at)

-- room: booking
create table reply (
  id uuid not null,
  kind text not null,
  booking_id uuid,
  received_at timestamp with time zone not null default clock_now(),
  sealed_words bytea,
  sealed_number bytea,
  closed_at timestamp with time zone,
  closed_by uuid,
  outcome text,
  channel text not null default 'text'::text,
  look_now boolean not null default false,
  number integer not null generated always as identity,
  always_told boolean not null default false,
  told_at timestamp with time zone,
  thread uuid not null,
  from_hash bytea,
  constraint reply_number_key UNIQUE (number),
  constraint reply_pkey PRIMARY KEY (id),
  constraint reply_booking_id_fkey FOREIGN KEY (booking_id) REFERENCES booking(id) ON DELETE CASCADE,
  constraint reply_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES staff(id),
  constraint reply_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'text'::text]))),
  constraint reply_check CHECK (((kind = 'words'::text) = (sealed_words IS NOT NULL))),
  constraint reply_check2 CHECK (((closed_at IS NULL) = (outcome IS NULL))),
  constraint reply_kind_check CHECK ((kind = ANY (ARRAY['stop'::text, 'move'::text, 'words'::text]))),
  constraint reply_look_of_words CHECK (((NOT look_now) OR (kind = 'words'::text))),
  constraint reply_number_of_words CHECK (((sealed_number IS NULL) OR (kind = 'words'::text))),
  constraint reply_outcome_check CHECK ((outcome = ANY (ARRAY['answered'::text, 'called'::text, 'not-needed'::text, 'seen'::text]))),
  constraint reply_sender_of_open CHECK (((from_hash IS NULL) OR ((kind = 'words'::text) AND (closed_at IS NULL)))),
  constraint reply_told_of_looks CHECK ((look_now OR ((NOT always_told) AND (told_at IS NULL))))
);
CREATE INDEX reply_closed_by ON public.reply USING btree (closed_by) WHERE (closed_by IS NOT NULL);
CREATE INDEX reply_of_booking ON public.reply USING btree (booking_id) WHERE (booking_id IS NOT NULL);
CREATE INDEX reply_of_sender ON public.reply USING btree (from_hash, received_at) WHERE (from_hash IS NOT NULL);
CREATE INDEX reply_open ON public.reply USING btree (received_at) WHERE ((kind = 'words'::text) AND (closed_at IS NULL));
CREATE INDEX reply_received ON public.reply USING btree (received_at);
CREATE INDEX reply_to_look_at ON public.reply USING btree (received_at) WHERE (look_now AND (closed_at IS NULL));
CREATE INDEX reply_told ON public.reply USING btree (told_at) WHERE (told_at IS NOT NULL);
CREATE TRIGGER forget_sender BEFORE UPDATE OF closed_at ON public.reply FOR EACH ROW WHEN ((new.closed_at IS NOT NULL)) EXECUTE FUNCTION forget_sender();
-- row level security
-- policy closing for update to lay_duty using ((( SELECT on_duty() AS on_duty) AND look_now AND (closed_at IS NULL))) with check ((closed_by = ( SELECT me() AS me)))
-- policy on_duty for select to lay_duty using ((( SELECT on_duty() AS on_duty) AND look_now))
-- policy opening for select to lay_opening using ((id IN ( SELECT replies_opened() AS replies_opened)))
-- policy operating for all to lay_lead using ((( SELECT me() AS me) IS NOT NULL)) with check ((( SELECT me() AS me) IS NOT NULL))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy telling for update to lay_worker using ((look_now AND (closed_at IS NULL))) with check (look_now)
-- policy working for select to lay_worker using (true)
-- lay_duty may select (always_told, booking_id, channel, closed_at, closed_by, id, kind, look_now, outcome, received_at, thread), update (closed_at, closed_by, outcome)
-- lay_lead may select (always_told, booking_id, channel, closed_at, closed_by, id, kind, look_now, number, outcome, received_at, thread), update (closed_at, closed_by, outcome)
-- lay_opening may select (booking_id, id, sealed_number, sealed_words)
-- lay_worker may select (always_told, booking_id, channel, closed_at, id, kind, look_now, number, received_at, told_at), update (told_at)

-- room: governance
create table reply_opening (
  id uuid not null default gen_random_uuid(),
  reply_id uuid not null,
  opened_by uuid not null,
  reason text not null,
  opened_at timestamp with time zone not null default clock_now(),
  shown_until timestamp with time zone not null default (clock_now() + '00:05:00'::interval),
  constraint reply_opening_pkey PRIMARY KEY (id),
  constraint reply_opening_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES staff(id),
  constraint reply_opening_reply_id_fkey FOREIGN KEY (reply_id) REFERENCES reply(id) ON DELETE CASCADE,
  constraint reply_opening_check CHECK ((shown_until <= (opened_at + '00:05:00'::interval))),
  constraint reply_opening_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 40)))
);
CREATE INDEX reply_opening_by ON public.reply_opening USING btree (opened_by, shown_until);
CREATE INDEX reply_opening_of ON public.reply_opening USING btree (reply_id);
-- row level security
-- policy opening for insert to lay_opening with check (((opened_by = ( SELECT me() AS me)) AND may_read_reply(reply_id)))
-- policy owner for all to lay_owner using (true) with check (true)
-- lay_opening may insert (opened_by, reason, reply_id)

-- room: booking
create table request_record (
  id uuid not null default gen_random_uuid(),
  asked_at timestamp with time zone not null default clock_now(),
  source text not null,
  service_key text not null,
  match text not null,
  mode text not null,
  earliest_start timestamp with time zone,
  same_day boolean not null,
  within_24_hours boolean not null,
  ethnically_diverse boolean not null default false,
  constraint request_record_pkey PRIMARY KEY (id),
  constraint request_record_match_check CHECK ((match = ANY (ARRAY['any'::text, 'named'::text, 'same'::text, 'language'::text, 'gender'::text, 'several'::text]))),
  constraint request_record_source_check CHECK ((source = ANY (ARRAY['pages'::text, 'api'::text, 'phone'::text])))
);
CREATE INDEX request_record_asked_at_idx ON public.request_record USING btree (asked_at);
CREATE INDEX request_without_times ON public.request_record USING btree (asked_at) WHERE (earliest_start IS NULL);
-- row level security
-- policy counted for select to lay_coach, lay_ops, lay_public, lay_worker using (true)
-- policy counting for insert to lay_coach, lay_ops, lay_public, lay_worker with check (true)
-- policy owner for all to lay_owner using (true) with check (true)
-- lay_coach may insert, select
-- lay_ops may insert, select
-- lay_public may insert, select
-- lay_worker may insert, select

-- room: records
create table retention_review (
  id uuid not null default gen_random_uuid(),
  kind text not null,
  subject_id uuid not null,
  kept_until date,
  reason text,
  decided_by uuid not null,
  at timestamp with time zone not null default clock_now(),
  constraint retention_review_pkey PRIMARY KEY (id),
  constraint retention_review_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES staff(id),
  constraint retention_review_check CHECK (((kept_until IS NULL) = (reason IS NULL))),
  constraint retention_review_kind_check CHECK ((kind = ANY (ARRAY['escalation_safeguarding'::text, 'data_protection_complaint'::text, 'coach_file'::text]))),
  constraint retention_review_reason_check CHECK (((length(reason) >= 20) AND (length(reason) <= 1000)))
);
CREATE INDEX retention_review_subject_id_idx ON public.retention_review USING btree (subject_id);
-- row level security
-- policy governing for select to lay_governance using ((( SELECT me() AS me) IS NOT NULL))
-- policy owner for all to lay_owner using (true) with check (true)
-- lay_governance may select

-- room: governance
create table reveal_task (
  id uuid not null default gen_random_uuid(),
  kind text not null,
  booking_id uuid not null,
  reason text not null,
  made_by uuid not null,
  made_at timestamp with time zone not null default clock_now(),
  constraint reveal_task_pkey PRIMARY KEY (id),
  constraint reveal_task_made_by_fkey FOREIGN KEY (made_by) REFERENCES staff(id),
  constraint reveal_task_kind_check CHECK ((kind = ANY (ARRAY['re-home'::text, 'bounce'::text, 'call-back'::text, 'complaint'::text]))),
  constraint reveal_task_reason_check CHECK (((length(btrim(reason)) >= 20) AND (length(reason) <= 1000)))
);
CREATE INDEX reveal_task_booking_id_idx ON public.reveal_task USING btree (booking_id);
CREATE INDEX reveal_task_made_by_made_at_idx ON public.reveal_task USING btree (made_by, made_at);
-- row level security
-- policy governing for select to lay_governance using ((( SELECT me() AS me) IS NOT NULL))
-- policy looking for select to lay_opening using ((made_by = ( SELECT me() AS me)))
-- policy made for insert to lay_governance with check ((made_by = ( SELECT me() AS me)))
-- policy making for all to lay_lead using ((made_by = ( SELECT me() AS me))) with check ((made_by = ( SELECT me() AS me)))
-- policy owner for all to lay_owner using (true) with check (true)
-- lay_governance may insert (booking_id, kind, made_by, reason), select
-- lay_lead may insert (booking_id, kind, made_by, reason), select
-- lay_opening may select

-- room: organisations
create table role_group (
  key text not null,
  name text not null,
  position integer not null,
  constraint role_group_pkey PRIMARY KEY (key)
);
-- row level security
-- policy changing for all to lay_ops using (true) with check (true)
-- policy owner for all to lay_owner using (true) with check (true)
-- policy reading for select to lay_client, lay_coach, lay_commissioner, lay_demo, lay_duty, lay_evaluator, lay_governance, lay_keys, lay_lead, lay_opening, lay_ops, lay_public, lay_rota, lay_supervisor, lay_sysadmin, lay_worker using (true)
-- lay_client may select
-- lay_coach may select
-- lay_commissioner may select
-- lay_demo may select
-- lay_duty may select
-- lay_evaluator may select
-- lay_governance may select
-- lay_keys may select
-- lay_lead may select
-- lay_opening may select
-- lay_ops may delete, insert, select, update
-- lay_public may select
-- lay_rota may select
-- lay_supervisor may select
-- lay_sysadmin may select
-- lay_worker may select

-- room: organisations
create table service_stamp (
  one boolean not null default true,
  version integer not null default 1,
  constraint service_stamp_pkey PRIMARY KEY (one),
  constraint service_stamp_one_check CHECK (one)
);
-- row level security
-- policy changing for all to lay_ops using (true) with check (true)
-- policy owner for all to lay_owner using (true) with check (true)
-- policy reading for select to lay_client, lay_coach, lay_commissioner, lay_demo, lay_duty, lay_evaluator, lay_governance, lay_keys, lay_lead, lay_opening, lay_ops, lay_public, lay_rota, lay_supervisor, lay_sysadmin, lay_worker using (true)
-- lay_client may select
-- lay_coach may select
-- lay_commissioner may select
-- lay_demo may select
-- lay_duty may select
-- lay_evaluator may select
-- lay_governance may select
-- lay_keys may select
-- lay_lead may select
-- lay_opening may select
-- lay_ops may select, update
-- lay_public may select
-- lay_rota may select
-- lay_supervisor may select
-- lay_sysadmin may select
-- lay_worker may select

-- room: organisations
create table service_version (
  key text not null,
  version integer not null,
  valid_from timestamp with time zone not null,
  name text not null,
  description text not null,
  who_for text not null,
  what_happens text not null,
  kind text not null,
  bookable text not null,
  modes text[] not null,
  minutes integer not null,
  also_minutes integer[] not null default '{}'::integer[],
  longer_minutes integer not null default 15,
  zone text not null default 'Europe/London'::text,
  opens time without time zone not null default '08:00:00'::time without time zone,
  closes time without time zone not null default '22:00:00'::time without time zone,
  notice_minutes integer not null default 30,
  interpreter_notice_hours integer not null default 48,
  buffer_minutes integer not null default 15,
  window_days integer not null default 28,
  start_every_minutes integer not null default 15,
  ethnically_diverse boolean not null default false,
  settings text[] not null default '{}'::text[],
  delivered_by text not null,
  position integer not null,
  constraint service_version_pkey PRIMARY KEY (key, version),
  constraint service_version_bookable_check CHECK ((bookable = ANY (ARRAY['slots'::text, 'enquiry'::text]))),
  constraint service_version_kind_check CHECK ((kind = ANY (ARRAY['one-to-one'::text, 'group'::text, 'team'::text, 'away-day'::text]))),
  constraint service_version_longer_minutes_check CHECK ((longer_minutes >= 0)),
  constraint service_version_minutes_check CHECK ((minutes > 0)),
  constraint service_version_start_every_minutes_check CHECK ((start_every_minutes = ANY (ARRAY[15, 30, 60])))
);
CREATE TRIGGER stamp AFTER INSERT OR DELETE OR UPDATE ON public.service_version FOR EACH STATEMENT EXECUTE FUNCTION stamp_services();
-- row level security
-- policy adding for insert to lay_lead with check (((( SELECT me() AS me) IS NOT NULL) AND (valid_from = clock_now())))
-- policy changing for all to lay_ops using (true) with check (true)
-- policy owner for all to lay_owner using (true) with check (true)
-- policy reading for select to lay_client, lay_coach, lay_commissioner, lay_demo, lay_duty, lay_evaluator, lay_governance, lay_keys, lay_lead, lay_opening, lay_ops, lay_public, lay_rota, lay_supervisor, lay_sysadmin, lay_worker using (true)
-- lay_client may select
-- lay_coach may select
-- lay_commissioner may select
-- lay_demo may select
-- lay_duty may select
-- lay_evaluator may select
-- lay_governance may select
-- lay_keys may select
-- lay_lead may insert, select
-- lay_opening may select
-- lay_ops may insert, select
-- lay_public may select
-- lay_rota may select
-- lay_supervisor may select
-- lay_sysadmin may select
-- lay_worker may select

-- room: organisations
create table setting (
  key text not null,
  name text not null,
  position integer not null,
  constraint setting_pkey PRIMARY KEY (key)
);
-- row level security
-- policy changing for all to lay_ops using (true) with check (true)
-- policy owner for all to lay_owner using (true) with check (true)
-- policy reading for select to lay_client, lay_coach, lay_commissioner, lay_demo, lay_duty, lay_evaluator, lay_governance, lay_keys, lay_lead, lay_opening, lay_ops, lay_public, lay_rota, lay_supervisor, lay_sysadmin, lay_worker using (true)
-- lay_client may select
-- lay_coach may select
-- lay_commissioner may select
-- lay_demo may select
-- lay_duty may select
-- lay_evaluator may select
-- lay_governance may select
-- lay_keys may select
-- lay_lead may select
-- lay_opening may select
-- lay_ops may delete, insert, select, update
-- lay_public may select
-- lay_rota may select
-- lay_supervisor may select
-- lay_sysadmin may select
-- lay_worker may select

-- room: identity
create table sign_in_count (
  bucket bytea not null,
  quarter timestamp with time zone not null,
  asked integer not null default 1,
  constraint sign_in_count_pkey PRIMARY KEY (bucket, quarter),
  constraint sign_in_count_bucket_check CHECK ((length(bucket) = 32))
);
CREATE INDEX sign_in_count_quarter_idx ON public.sign_in_count USING btree (quarter);
-- row level security
-- policy owner for all to lay_owner using (true) with check (true)
-- policy tidying for all to lay_worker using (true)
-- lay_worker may delete, select

-- room: identity
create table sign_in_question (
  hash bytea not null,
  kind text not null,
  browser bytea not null,
  asked_at timestamp with time zone not null default clock_now(),
  answered_at timestamp with time zone,
  constraint sign_in_question_pkey PRIMARY KEY (hash),
  constraint sign_in_question_browser_check CHECK ((length(browser) = 32)),
  constraint sign_in_question_hash_check CHECK ((length(hash) = 32)),
  constraint sign_in_question_kind_check CHECK ((kind = ANY (ARRAY['passkey-use'::text, 'passkey-new'::text, 'oidc-in'::text, 'oidc-link'::text])))
);
CREATE INDEX sign_in_question_asked_at_idx ON public.sign_in_question USING btree (asked_at);
CREATE INDEX sign_in_question_browser_asked_at_idx ON public.sign_in_question USING btree (browser, asked_at);
-- row level security
-- policy own for all to lay_public using ((browser = ( SELECT claim_hash() AS claim_hash))) with check ((browser = ( SELECT claim_hash() AS claim_hash)))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy tidying for all to lay_worker using (true)
-- lay_public may insert, select, update (answered_at)
-- lay_worker may delete, select

-- room: identity
create table staff (
  id uuid not null default gen_random_uuid(),
  email text not null,
  name text not null,
  active boolean not null default true,
  made_at timestamp with time zone not null default clock_now(),
  left_at timestamp with time zone,
  constraint staff_email_key UNIQUE (email),
  constraint staff_pkey PRIMARY KEY (id),
  constraint staff_email_check CHECK (((email = lower(email)) AND (length(email) <= 254))),
  constraint staff_name_check CHECK (((length(name) >= 1) AND (length(name) <= 400)))
);
CREATE TRIGGER leaver AFTER UPDATE OF active ON public.staff FOR EACH ROW WHEN ((old.active AND (NOT new.active))) EXECUTE FUNCTION end_all_of_leaver();
-- row level security
-- policy inviting for insert to lay_governance, lay_lead with check ((( SELECT me() AS me) IS NOT NULL))
-- policy letting_go for update to lay_governance, lay_lead using (mine_to_keep(id)) with check (true)
-- policy named for select to lay_duty, lay_governance using ((( SELECT me() AS me) IS NOT NULL))
-- policy oneself for select to lay_commissioner, lay_evaluator, lay_lead, lay_rota, lay_supervisor, lay_sysadmin using ((id = ( SELECT me() AS me)))
-- policy operator for all to lay_ops using (true) with check (true)
-- policy own_provider for select to lay_rota using (at_my_provider(id))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy seeing for select to lay_governance, lay_lead using ((( SELECT me() AS me) IS NOT NULL))
-- policy shown for select to lay_demo using (true)
-- policy who_is_signed_in for select to lay_public using ((id IN ( SELECT s.staff_id
   FROM staff_session s
  WHERE (s.hash = ( SELECT claim_hash() AS claim_hash)))))
-- policy writing_to for select to lay_worker using (true)
-- lay_commissioner may select (id, name)
-- lay_demo may select
-- lay_duty may select (id, name)
-- lay_evaluator may select (id, name)
-- lay_governance may insert (email, id, name), select, select (id, name), update (active, left_at)
-- lay_lead may insert (email, id, name), select, select (id, name), update (active, left_at)
-- lay_ops may insert, select, update
-- lay_public may select
-- lay_rota may select, select (id, name)
-- lay_supervisor may select (id, name)
-- lay_sysadmin may select (id, name)
-- lay_worker may select

-- room: identity
create table staff_role (
  id uuid not null default gen_random_uuid(),
  staff_id uuid not null,
  role text not null,
  provider_id uuid,
  given_at timestamp with time zone not null default clock_now(),
  given_by uuid,
  ended_at timestamp with time zone,
  ended_by uuid,
  constraint staff_role_pkey PRIMARY KEY (id),
  constraint staff_role_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES staff(id),
  constraint staff_role_given_by_fkey FOREIGN KEY (given_by) REFERENCES staff(id),
  constraint staff_role_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES provider(id),
  constraint staff_role_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id) ON DELETE CASCADE,
  constraint staff_role_check CHECK (((role <> ALL (ARRAY['coach'::text, 'partner_rota'::text])) OR (provider_id IS NOT NULL))),
  constraint staff_role_role_check CHECK ((role = ANY (ARRAY['coach'::text, 'supervisor'::text, 'partner_rota'::text, 'lead_ops'::text, 'governance'::text, 'duty_lead'::text, 'commissioner'::text, 'evaluator'::text, 'sysadmin'::text])))
);
CREATE INDEX staff_role_provider_id_idx ON public.staff_role USING btree (provider_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX one_open_role ON public.staff_role USING btree (staff_id, role) WHERE (ended_at IS NULL);
CREATE TRIGGER arrival AFTER INSERT ON public.staff_role FOR EACH ROW WHEN (((new.role = ANY (ARRAY['governance'::text, 'lead_ops'::text, 'sysadmin'::text])) AND ((new.given_by IS NOT NULL) OR (current_setting('role'::text) = 'lay_ops'::text)))) EXECUTE FUNCTION tell_of_arrival();
CREATE TRIGGER new_role AFTER INSERT ON public.staff_role FOR EACH ROW EXECUTE FUNCTION end_sessions_of_changed();
CREATE TRIGGER other_role AFTER UPDATE ON public.staff_role FOR EACH ROW WHEN (((old.role <> new.role) OR (old.provider_id IS DISTINCT FROM new.provider_id) OR (old.ended_at IS DISTINCT FROM new.ended_at))) EXECUTE FUNCTION end_sessions_of_changed();
-- row level security
-- policy giving for insert to lay_lead with check (((given_by = ( SELECT me() AS me)) AND mine_to_keep(staff_id) AND (role <> ALL (ARRAY['coach'::text, 'governance'::text, 'sysadmin'::text]))))
-- policy giving_any for insert to lay_governance with check (((given_by = ( SELECT me() AS me)) AND mine_to_keep(staff_id) AND (role <> 'coach'::text)))
-- policy operator for all to lay_ops using (true) with check (true)
-- policy own_provider for select to lay_rota using ((provider_id = ( SELECT my_provider() AS my_provider)))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy seeing for select to lay_governance, lay_lead using ((( SELECT me() AS me) IS NOT NULL))
-- policy taking for update to lay_governance, lay_lead using ((mine_to_keep(staff_id) AND (role <> 'coach'::text))) with check ((ended_by = ( SELECT me() AS me)))
-- policy writing_to for select to lay_worker using (true)
-- lay_governance may insert (given_by, provider_id, role, staff_id), select, update (ended_at, ended_by)
-- lay_lead may insert (given_by, provider_id, role, staff_id), select, update (ended_at, ended_by)
-- lay_ops may insert, select, update
-- lay_rota may select
-- lay_worker may select

-- room: identity
create table staff_session (
  id uuid not null default gen_random_uuid(),
  hash bytea not null,
  staff_id uuid not null,
  level integer not null,
  made_at timestamp with time zone not null default clock_now(),
  last_seen_at timestamp with time zone not null default clock_now(),
  strong_at timestamp with time zone,
  device text,
  ended_at timestamp with time zone,
  constraint staff_session_hash_key UNIQUE (hash),
  constraint staff_session_pkey PRIMARY KEY (id),
  constraint staff_session_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id) ON DELETE CASCADE,
  constraint staff_session_device_check CHECK ((length(device) <= 100)),
  constraint staff_session_hash_check CHECK ((length(hash) = 32)),
  constraint staff_session_level_check CHECK ((level = ANY (ARRAY[1, 2])))
);
CREATE INDEX staff_session_made_at_idx ON public.staff_session USING btree (made_at);
CREATE INDEX staff_session_staff_id_idx ON public.staff_session USING btree (staff_id) WHERE (ended_at IS NULL);
-- row level security
-- policy mine for all to lay_public using ((hash = ( SELECT claim_hash() AS claim_hash))) with check ((((level = 1) OR (strong_at IS NOT NULL)) AND proved_lately(staff_id, level)))
-- policy operator for all to lay_ops using (true)
-- policy owner for all to lay_owner using (true) with check (true)
-- policy tidying for all to lay_worker using (true)
-- lay_ops may delete, select, update (ended_at)
-- lay_public may delete, insert (device, hash, level, staff_id, strong_at), select
-- lay_worker may delete, select

-- room: governance
create table supervision_of (
  id uuid not null default gen_random_uuid(),
  supervisor_id uuid not null,
  coach_id uuid not null,
  began_at timestamp with time zone not null default clock_now(),
  ended_at timestamp with time zone,
  constraint supervision_of_pkey PRIMARY KEY (id),
  constraint supervision_of_coach_id_fkey FOREIGN KEY (coach_id) REFERENCES coach(id),
  constraint supervision_of_supervisor_id_fkey FOREIGN KEY (supervisor_id) REFERENCES staff(id),
  constraint supervision_of_check CHECK ((supervisor_id <> coach_id))
);
CREATE INDEX supervision_of_coach_id_idx ON public.supervision_of USING btree (coach_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX one_supervision ON public.supervision_of USING btree (supervisor_id, coach_id) WHERE (ended_at IS NULL);
-- row level security
-- policy governing for all to lay_governance using ((( SELECT me() AS me) IS NOT NULL))
-- policy own for select to lay_supervisor using ((supervisor_id = ( SELECT me() AS me)))
-- policy owner for all to lay_owner using (true) with check (true)
-- lay_governance may insert, select, update (ended_at)
-- lay_supervisor may select

-- room: governance
create table supervision_record (
  id uuid not null default gen_random_uuid(),
  coach_id uuid not null,
  supervisor_id uuid not null,
  held_on date not null,
  minutes integer not null,
  kind text not null,
  themes text[] not null default '{}'::text[],
  constraint supervision_record_pkey PRIMARY KEY (id),
  constraint supervision_record_coach_id_fkey FOREIGN KEY (coach_id) REFERENCES coach(id),
  constraint supervision_record_supervisor_id_fkey FOREIGN KEY (supervisor_id) REFERENCES staff(id),
  constraint supervision_record_kind_check CHECK ((kind = ANY (ARRAY['one-to-one'::text, 'group'::text]))),
  constraint supervision_record_minutes_check CHECK (((minutes >= 15) AND (minutes <= 480))),
  constraint supervision_record_themes_check CHECK ((themes <@ '{boundaries,risk,endings,workload,difference,ethics,skills}'::text[]))
);
CREATE INDEX supervision_record_coach_id_held_on_idx ON public.supervision_record USING btree (coach_id, held_on);
-- row level security
-- policy governing for select to lay_governance using ((( SELECT me() AS me) IS NOT NULL))
-- policy held for insert to lay_supervisor with check (((supervisor_id = ( SELECT me() AS me)) AND (coach_id IN ( SELECT c.id
   FROM coach c))))
-- policy of_ones_coaches for select to lay_supervisor using ((coach_id IN ( SELECT c.id
   FROM coach c)))
-- policy own for select to lay_coach using ((coach_id = ( SELECT me() AS me)))
-- policy owner for all to lay_owner using (true) with check (true)
-- lay_coach may select
-- lay_governance may select
-- lay_supervisor may insert, select

-- room: tasks
create table task (
  id uuid not null default gen_random_uuid(),
  kind text not null,
  booking_id uuid not null,
  opened_at timestamp with time zone not null default clock_now(),
  due_at timestamp with time zone not null,
  owner_id uuid,
  done_at timestamp with time zone,
  done_by uuid,
  outcome text,
  alerted_at timestamp with time zone,
  number integer not null generated always as identity,
  off_at timestamp with time zone[] not null default '{}'::timestamp with time zone[],
  constraint task_pkey PRIMARY KEY (id),
  constraint task_booking_id_fkey FOREIGN KEY (booking_id) REFERENCES booking(id) ON DELETE CASCADE,
  constraint task_done_by_fkey FOREIGN KEY (done_by) REFERENCES staff(id),
  constraint task_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES staff(id),
  constraint task_check CHECK (((done_at IS NULL) = (outcome IS NULL))),
  constraint task_check1 CHECK (((done_by IS NULL) OR (done_at IS NOT NULL))),
  constraint task_kind_check CHECK ((kind = ANY (ARRAY['call'::text, 're-home'::text, 'interpreter'::text, 'interpreter-off'::text, 'hand-over'::text, 'bounce'::text, 'coach-bounce'::text, 'outcome'::text]))),
  constraint task_off_at_check CHECK (((kind = 'interpreter-off'::text) OR (off_at = '{}'::timestamp with time zone[]))),
  constraint task_outcome_check CHECK ((outcome = ANY (ARRAY['reached'::text, 'message-left'::text, 'no-answer'::text, 'arranged'::text, 'cannot'::text, 'done'::text, 'not-needed'::text])))
);
CREATE INDEX task_done_by ON public.task USING btree (done_by) WHERE (done_by IS NOT NULL);
CREATE INDEX task_open ON public.task USING btree (due_at) WHERE (done_at IS NULL);
CREATE INDEX task_owner ON public.task USING btree (owner_id) WHERE (owner_id IS NOT NULL);
CREATE UNIQUE INDEX one_open_task_of_a_kind ON public.task USING btree (booking_id, kind) WHERE (done_at IS NULL);
CREATE UNIQUE INDEX task_number ON public.task USING btree (number);
-- row level security
-- policy operating for all to lay_lead using ((( SELECT me() AS me) IS NOT NULL)) with check ((( SELECT me() AS me) IS NOT NULL))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy working for all to lay_worker using (true) with check (true)
-- lay_lead may insert, select, update (done_at, done_by, outcome, owner_id)
-- lay_worker may insert, select, update (alerted_at, done_at, outcome)

-- room: audit
create table trail_expired (
  subject_id uuid not null,
  entries bigint not null,
  last_hash bytea not null,
  at timestamp with time zone not null default clock_now(),
  constraint trail_expired_pkey PRIMARY KEY (subject_id)
);
-- row level security
-- policy owner for all to lay_owner using (true) with check (true)
-- policy reading for select to lay_governance, lay_ops, lay_sysadmin using (true)
-- lay_governance may select
-- lay_ops may select
-- lay_sysadmin may select

-- room: booking
create table unacknowledged (
  booking_id uuid,
  sequence integer,
  coach_id uuid,
  starts_at timestamp with time zone,
  asked_at timestamp with time zone
);
-- lay_lead may select
-- lay_worker may select

-- room: booking
create table unmet_demand (
  id uuid not null default gen_random_uuid(),
  recorded_at timestamp with time zone not null default clock_now(),
  service_key text not null,
  match text not null,
  mode text not null,
  wanted text not null,
  ethnically_diverse boolean not null default false,
  constraint unmet_demand_pkey PRIMARY KEY (id),
  constraint unmet_demand_match_check CHECK ((match = ANY (ARRAY['any'::text, 'named'::text, 'same'::text, 'language'::text, 'gender'::text, 'several'::text]))),
  constraint unmet_demand_wanted_check CHECK ((wanted = ANY (ARRAY['sooner'::text, 'morning'::text, 'afternoon'::text, 'evening'::text, 'weekend'::text, 'other-coach'::text, 'other'::text])))
);
CREATE INDEX unmet_demand_recorded_at_idx ON public.unmet_demand USING btree (recorded_at);
-- row level security
-- policy counted for select to lay_coach, lay_ops, lay_public, lay_worker using (true)
-- policy counting for insert to lay_coach, lay_ops, lay_public, lay_worker with check (true)
-- policy owner for all to lay_owner using (true) with check (true)
-- lay_coach may insert, select
-- lay_ops may insert, select
-- lay_public may insert, select
-- lay_worker may insert, select

-- room: booking
create table waiting_alert (
  booking_id uuid not null,
  asked_at timestamp with time zone not null default clock_now(),
  not_before timestamp with time zone,
  passed text[] not null,
  constraint waiting_alert_pkey PRIMARY KEY (booking_id),
  constraint waiting_alert_booking_id_fkey FOREIGN KEY (booking_id) REFERENCES booking(id) ON DELETE CASCADE
);
CREATE INDEX waiting_alert_line ON public.waiting_alert USING btree (asked_at, booking_id);
-- row level security
-- policy own for all to lay_public using ((EXISTS ( SELECT
   FROM booking b
  WHERE (b.id = waiting_alert.booking_id)))) with check ((EXISTS ( SELECT
   FROM booking b
  WHERE ((b.id = waiting_alert.booking_id) AND (b.status = 'booked'::text) AND (b.starts_at > clock_now())))))
-- policy owner for all to lay_owner using (true) with check (true)
-- policy working for all to lay_worker using (true) with check (true)
-- lay_public may delete, insert (booking_id, not_before, passed), select
-- lay_worker may delete, select, update (passed)

-- room: organisations
create table workplace (
  code text not null,
  name text not null,
  town text not null,
  postcode text not null,
  board_code text not null,
  place_code text not null,
  setting_key text not null,
  status text not null,
  opened_on date,
  closed_on date,
  words tsvector not null,
  constraint workplace_pkey PRIMARY KEY (code),
  constraint workplace_code_check CHECK ((code ~ '^[A-Z0-9]{3,12}$'::text)),
  constraint workplace_status_check CHECK ((status = ANY (ARRAY['active'::text, 'closed'::text, 'dormant'::text, 'proposed'::text])))
);
CREATE INDEX workplace_words ON public.workplace USING gin (words) WHERE (status = 'active'::text);
-- row level security
-- policy changing for all to lay_ops using (true) with check (true)
-- policy owner for all to lay_owner using (true) with check (true)
-- policy reading for select to lay_client, lay_coach, lay_commissioner, lay_demo, lay_duty, lay_evaluator, lay_governance, lay_keys, lay_lead, lay_opening, lay_ops, lay_public, lay_rota, lay_supervisor, lay_sysadmin, lay_worker using (true)
-- lay_client may select
-- lay_coach may select
-- lay_commissioner may select
-- lay_demo may select
-- lay_duty may select
-- lay_evaluator may select
-- lay_governance may select
-- lay_keys may select
-- lay_lead may select
-- lay_opening may select
-- lay_ops may delete, insert, select, update
-- lay_public may select
-- lay_rota may select
-- lay_supervisor may select
-- lay_sysadmin may select
-- lay_worker may select

-- room: vault
create table wrapped_key (
  subject uuid not null,
  purpose text not null,
  version integer not null,
  kek_id text not null,
  wrapped bytea not null,
  made_at timestamp with time zone not null default clock_now(),
  constraint wrapped_key_pkey PRIMARY KEY (subject, purpose, version),
  constraint wrapped_key_purpose_check CHECK ((purpose = ANY (ARRAY['contact'::text, 'content'::text, 'case'::text]))),
  constraint wrapped_key_version_check CHECK ((version > 0))
);
-- row level security
-- policy holding for all to lay_keys using (true) with check (true)
-- policy owner for all to lay_owner using (true) with check (true)
-- lay_keys may delete, insert, select, update (kek_id, wrapped)

function account_to_bring(p_contact uuid, OUT from_client uuid, OUT to_client uuid) returns record security definer -- for lay_worker
function accounts_with(p_booking uuid) returns SETOF uuid security definer
function acknowledge_by_link(OUT booking_id uuid, OUT coach_id uuid) returns SETOF record security definer -- for lay_public
function add_my_contact(p_contact uuid, OUT outcome text, OUT due_at timestamp with time zone) returns record security definer -- for lay_client
function agree_to_join(p_change uuid) returns uuid security definer -- for lay_client
function all_sealed() returns void
function answer_swap(p_cover uuid, p_agreed boolean, p_request text) returns boolean security definer -- for lay_coach
function answered_before(p_cover uuid, p_yes boolean) returns boolean security definer -- for lay_coach
function apart_once_proved() returns trigger security definer
function approve_glass(p_id uuid) returns boolean security definer -- for lay_governance
function areas_of_my_provider(OUT area text, OUT sessions bigint) returns SETOF record security definer -- for lay_rota
function ask_for_cover(p_coach uuid, p_starts timestamp with time zone, p_request text) returns uuid security definer -- for lay_coach, lay_lead, lay_rota, lay_worker
function ask_to_acknowledge() returns trigger security definer
function ask_to_break_glass(p_reference text, p_reason text, p_minutes integer, p_delay text) returns uuid security definer -- for lay_governance
function asked_by_link(OUT starts_at timestamp with time zone, OUT mode text, OUT let_go boolean) returns SETOF record security definer -- for lay_public
function at_my_provider(p_staff uuid) returns boolean security definer -- for lay_governance, lay_lead, lay_rota
function audit_actor_check(p_kind text, p_id uuid) returns void
function audit_actors_of_me(OUT actor_id uuid, OUT role text, OUT own_coach text, OUT organisation text) returns SETOF record security definer -- for lay_client
function audit_append(p_verb text, p_subject_kind text, p_subject_id uuid, p_actor_kind text, p_actor_id uuid, p_object_id uuid, p_reason text, p_request_id text) returns void security definer -- for lay_client, lay_coach, lay_commissioner, lay_duty, lay_evaluator, lay_governance, lay_lead, lay_opening, lay_ops, lay_public, lay_rota, lay_supervisor, lay_sysadmin, lay_worker
function audit_append_all(p_events jsonb) returns void security definer -- for lay_client, lay_coach, lay_commissioner, lay_duty, lay_evaluator, lay_governance, lay_keys, lay_lead, lay_opening, lay_ops, lay_public, lay_rota, lay_supervisor, lay_sysadmin, lay_worker
function audit_append_late(p_event jsonb) returns void security definer -- for lay_client, lay_coach, lay_commissioner, lay_duty, lay_evaluator, lay_governance, lay_lead, lay_opening, lay_ops, lay_public, lay_rota, lay_supervisor, lay_sysadmin, lay_worker
function audit_chain(e audit_event) returns void
function audit_integrity(OUT checkpoints bigint, OUT newest timestamp with time zone, OUT entries bigint, OUT unsealed bigint, OUT late_waiting bigint) returns record security definer -- for lay_governance, lay_ops, lay_sysadmin
function audit_stranger_check(p_verb text, p_subject_kind text, p_subject_id uuid, p_kind text, p_id uuid) returns void
function audit_subjects_of_me() returns SETOF uuid security definer -- for lay_client
function audit_take_late() returns bigint security definer -- for lay_worker
function audit_text(e audit_event) returns text
function audit_told(p_object uuid) returns boolean security definer -- for lay_client
function audit_was_delayed(p_object uuid) returns boolean security definer -- for lay_client
function booking_by_facts(p_reference text, p_contact bytea) returns uuid security definer -- for lay_public
function booking_not_apart() returns trigger security definer
function bookings_of_client(p_client uuid) returns SETOF uuid security definer -- for lay_client, lay_worker
function bookings_open_to_me() returns SETOF uuid security definer -- for lay_opening
function bookings_passed_to(p_client uuid) returns SETOF uuid security definer
function bookings_to_join(p_contact uuid, OUT booking uuid, OUT client uuid) returns SETOF record security definer -- for lay_worker
function bring_ways(p_from uuid, p_to uuid) returns void security definer -- for lay_worker
function busy_of_feed(p_from timestamp with time zone, OUT reference text, OUT starts_at timestamp with time zone, OUT ends_at timestamp with time zone) returns SETOF record security definer -- for lay_public
function can_do_without(p_contact uuid) returns boolean security definer -- for lay_client
function changes_about(p_client uuid) returns SETOF client_change security definer
function choose_plan_access(p_client uuid, p_mode text) returns boolean security definer -- for lay_client, lay_public
function claim_booking(p_booking uuid) returns text security definer -- for lay_client
function claim_first(p_coaches uuid[], p_versions integer[], p_untils timestamp with time zone[], p_stamp integer, p_starts_at timestamp with time zone, p_day tstzrange, p_kind text, p_expires timestamp with time zone, p_patient boolean, OUT claim_id uuid, OUT coach_id uuid, OUT refusals text[]) returns record -- for lay_client, lay_coach, lay_ops, lay_public, lay_worker
function claim_hash() returns bytea -- for lay_client, lay_coach, lay_commissioner, lay_demo, lay_duty, lay_evaluator, lay_governance, lay_keys, lay_lead, lay_opening, lay_ops, lay_public, lay_rota, lay_supervisor, lay_sysadmin, lay_worker
function claim_key() returns uuid security definer -- for lay_client, lay_coach, lay_commissioner, lay_demo, lay_duty, lay_evaluator, lay_governance, lay_keys, lay_lead, lay_opening, lay_ops, lay_public, lay_rota, lay_supervisor, lay_sysadmin, lay_worker
function claim_time(p_coach uuid, p_version integer, p_stamp integer, p_during tstzrange, p_day tstzrange, p_kind text, p_expires timestamp with time zone, p_patient boolean, OUT claim_id uuid, OUT refusal text) returns record -- for lay_client, lay_coach, lay_ops, lay_public, lay_worker
function clashes(p_booking uuid, p_client uuid, p_from timestamp with time zone, p_until timestamp with time zone) returns boolean security definer -- for lay_public, lay_worker
function client_by_reference(p_reference text) returns uuid security definer -- for lay_governance
function client_has_more(p_client uuid) returns boolean security definer
function client_level(s client_session) returns integer -- for lay_client
function client_passkey_named(p_credential bytea, OUT passkey_id uuid, OUT client_id uuid, OUT public_key bytea, OUT counter bigint) returns record security definer -- for lay_public
function client_session_lives(s client_session) returns boolean -- for lay_client
function client_stands(p_client uuid) returns boolean security definer -- for lay_worker
function clients_behind_glass() returns SETOF uuid security definer -- for lay_opening
function clients_here(p_browser bytea) returns SETOF uuid security definer
function clients_kept_from_me() returns SETOF uuid security definer -- for lay_coach
function clients_past(p_months integer, p_limit integer) returns SETOF uuid security definer -- for lay_worker
function clock_now() returns timestamp with time zone -- for public
function coach_by_email(p_email text) returns uuid security definer -- for lay_public
function coaches_kept_from(p_place bytea, p_contact bytea) returns text[] security definer -- for lay_public
function coaches_left_out(p_place bytea) returns text[] security definer -- for lay_public
function complaints_waiting(OUT waiting bigint, OUT late text[]) returns record security definer -- for lay_governance, lay_ops
function concern_is_known(p_id uuid) returns boolean security definer -- for lay_opening
function concern_words_opened() returns TABLE(id uuid, settled boolean, sealed_words bytea) security definer -- for lay_opening
function concerns_opened() returns SETOF uuid security definer -- for lay_opening
function confirm_claim(p_claim uuid, p_day tstzrange, p_session_end timestamp with time zone) returns uuid -- for lay_client, lay_coach, lay_ops, lay_public, lay_worker
function contact_changed() returns trigger security definer
function contact_to_reach(p_hash bytea) returns uuid security definer -- for lay_public
function contact_to_stop(p_hash bytea) returns uuid security definer -- for lay_public
function contacts_unfinished() returns SETOF uuid security definer -- for lay_worker
function count_asked(p_bucket bytea, p_most integer) returns boolean security definer -- for lay_public
function cover_to_fill(p_cover uuid, OUT coach_id uuid, OUT coach text, OUT starts_at timestamp with time zone, OUT ends_at timestamp with time zone, OUT mode text, OUT service_key text, OUT looked boolean, OUT chosen text, OUT missed text, OUT outcome text) returns SETOF record security definer -- for lay_lead, lay_rota
function covering_as() returns text
function covers_for(p_coach uuid) returns boolean
function covers_open_to_me(OUT id uuid, OUT starts_at timestamp with time zone, OUT ends_at timestamp with time zone, OUT mode text, OUT service_key text, OUT state text) returns SETOF record security definer -- for lay_coach
function decide_page(p_id uuid, p_answer text) returns boolean security definer -- for lay_lead, lay_rota
function decide_review(p_kind text, p_id uuid, p_until date, p_reason text) returns boolean security definer -- for lay_governance
function destroy_keys(whose uuid, of_purpose text) returns integer security definer -- for lay_keys, lay_worker
function done_of_coaches(OUT coach_id uuid, OUT supervision boolean, OUT reflection boolean) returns SETOF record security definer -- for lay_governance, lay_lead, lay_rota, lay_supervisor
function due_for_review() returns TABLE(kind text, id uuid, what text, since date) security definer -- for lay_governance
function edition_is_frozen() returns trigger
function end_all_of_leaver() returns trigger security definer
function end_call_alone() returns trigger security definer
function end_client_sessions(p_client uuid, p_only bytea) returns integer security definer -- for lay_worker
function end_codes_sessions() returns trigger security definer
function end_cover_task() returns trigger security definer
function end_glass(p_id uuid) returns boolean security definer -- for lay_governance
function end_my_sessions() returns uuid security definer -- for lay_public
function end_others() returns void security definer -- for lay_client
function end_sessions_of_changed() returns trigger security definer
function end_tasks() returns trigger security definer
function end_tasks_of_nobody() returns trigger security definer
function end_way_in(p_id uuid) returns boolean security definer -- for lay_public
function engaged_with(p_client uuid) returns boolean security definer -- for lay_coach
function enqueue_job(p_kind text, p_ids uuid[]) returns void security definer -- for lay_client, lay_coach, lay_governance, lay_keys, lay_lead, lay_ops, lay_public, lay_rota, lay_worker
function enrolling(OUT staff_id uuid, OUT invitation_id uuid, OUT name text) returns record security definer -- for lay_public
function erase_client(who uuid, again boolean DEFAULT false) returns boolean security definer -- for lay_client, lay_worker
function erase_client_alone(who uuid, again boolean DEFAULT false) returns boolean security definer
function expire_notes() returns bigint security definer -- for lay_worker
function expire_replies() returns bigint security definer -- for lay_worker
function expire_trail() returns bigint security definer -- for lay_worker
function expire_unfinished() returns bigint security definer -- for lay_worker
function find_for_caller(p_reference text, p_contact bytea, OUT outcome text, OUT booking uuid) returns record security definer -- for lay_public
function finished_quarter(p_quarter date) returns tstzrange
function first_role(p_id uuid) returns text security definer -- for lay_public
function forget_calendar() returns trigger security definer
function forget_coach_number() returns trigger security definer
function forget_joined(p_client uuid, p_to uuid) returns boolean security definer -- for lay_worker
function forget_leavers_number() returns trigger security definer
function forget_photos() returns trigger security definer
function forget_replies() returns trigger security definer
function forget_sender() returns trigger
function gather_passed(who uuid) returns void security definer
function give_cover(p_cover uuid, p_coach uuid, p_request text) returns boolean security definer -- for lay_coach, lay_lead, lay_rota
function give_to_caller(p_booking uuid) returns boolean security definer -- for lay_public
function give_up_ways(p_client uuid) returns void security definer -- for lay_worker
function governing() returns boolean security definer
function governs_complaint(subject uuid) returns boolean security definer
function hand_over(p_from uuid, p_to uuid) returns void security definer
function hand_over_tasks() returns trigger security definer
function has_content(p_client uuid) returns boolean security definer -- for lay_worker
function has_role(which text) returns boolean security definer -- for lay_governance, lay_keys, lay_opening
function hold_not_apart() returns trigger security definer
function i_know(p_booking uuid) returns boolean security definer -- for lay_coach
function interpreter_task() returns trigger security definer
function invitation_lives(i invitation) returns boolean
function invited(p_hash bytea, OUT invitation_id uuid, OUT staff_id uuid) returns record security definer -- for lay_public
function is_coach(p_id uuid) returns boolean security definer -- for lay_public
function is_urgent(p_concern uuid) returns boolean security definer -- for lay_opening
function job_health(OUT workers integer, OUT waiting bigint, OUT oldest_seconds integer, OUT dead bigint) returns record security definer -- for lay_ops, lay_public, lay_worker
function join_soon(p_client uuid) returns void security definer
function joins_to_me() returns TABLE(id uuid, due_at timestamp with time zone, agreed boolean) security definer -- for lay_client
function keep_apart_as_one() returns trigger security definer
function keep_apart_as_proved(p_contact bytea) returns void security definer
function keep_coach_as_staff() returns trigger security definer
function keep_key(subject uuid, purpose text, kek text, wrapped bytea) returns void security definer -- for lay_client, lay_coach, lay_public, lay_worker
function keep_oidc_link(p_issuer text, p_subject text, OUT link_id uuid, OUT staff_id uuid) returns record security definer -- for lay_public
function keep_passkey(p_credential bytea, p_key bytea, p_counter bigint, p_transports text[], p_device text, OUT passkey_id uuid, OUT staff_id uuid) returns record security definer -- for lay_public
function kept_apart_now() returns trigger security definer
function kept_from(p_client uuid) returns text[] security definer -- for lay_client, lay_ops, lay_public, lay_worker
function kept_with(p_coach uuid, OUT starts_at timestamp with time zone, OUT ends_at timestamp with time zone) returns record security definer -- for lay_coach, lay_ops
function keys_of_role(acting text) returns text[]
function kinds_wanted(OUT service_key text, OUT longer boolean) returns SETOF record security definer -- for lay_coach
function knew_more_here(p_client uuid, p_browser bytea) returns boolean security definer
function known_to(p_browser bytea, p_subject uuid) returns boolean security definer
function last_seen_of(p_staff uuid) returns timestamp with time zone security definer -- for lay_governance, lay_lead, lay_rota
function let_coach_go(p_coach uuid) returns boolean security definer -- for lay_governance, lay_lead
function let_go_of_absent() returns trigger security definer
function let_go_outside_hours(p_coach uuid, p_starts timestamp with time zone[], p_ends timestamp with time zone[]) returns boolean security definer -- for lay_coach, lay_ops
function let_go_session(p_booking uuid, p_how text, p_request text) returns boolean security definer -- for lay_lead
function let_pass(p_booking uuid, p_client uuid, p_sure boolean) returns void security definer
function lock_coach(coach uuid) returns void -- for lay_client, lay_coach, lay_ops, lay_public, lay_worker
function lock_own_session(p_booking uuid) returns void security definer -- for lay_coach
function lock_who_is_apart() returns trigger
function looked_for_me() returns TABLE(service_key text, wanted text, at timestamp with time zone) security definer
function made_ready(p_client uuid) returns boolean security definer
function make_queue(p_kind text, p_timed boolean DEFAULT false) returns void
function may_enrol_at_once() returns boolean security definer -- for lay_client
function may_have_code(p_subject uuid, p_purpose text) returns boolean security definer -- for lay_public
function may_open(as_role text, subject uuid, purpose text) returns boolean security definer
function may_open_plan(p_client uuid) returns boolean security definer -- for lay_client, lay_public
function may_read_reply(p_reply uuid) returns boolean security definer -- for lay_opening
function me() returns uuid security definer -- for lay_client, lay_coach, lay_commissioner, lay_demo, lay_duty, lay_evaluator, lay_governance, lay_keys, lay_lead, lay_opening, lay_ops, lay_public, lay_rota, lay_supervisor, lay_sysadmin, lay_worker
function meets(c coach, p_service text, p_mode text, p_matched text[]) returns boolean
function message_undelivered(p_message uuid, p_channel text) returns boolean security definer -- for lay_public, lay_worker
function mine_to_keep(p_staff uuid) returns boolean security definer -- for lay_governance, lay_lead, lay_rota
function my_level() returns integer security definer -- for lay_client, lay_coach, lay_commissioner, lay_demo, lay_duty, lay_evaluator, lay_governance, lay_keys, lay_lead, lay_opening, lay_ops, lay_public, lay_rota, lay_supervisor, lay_sysadmin, lay_worker
function my_oidc_links(OUT link_id uuid, OUT issuer text, OUT made_at timestamp with time zone, OUT last_used_at timestamp with time zone) returns SETOF record security definer -- for lay_public
function my_passkeys(OUT passkey_id uuid, OUT credential_id bytea, OUT device text, OUT made_at timestamp with time zone, OUT last_used_at timestamp with time zone) returns SETOF record security definer -- for lay_public
function my_provider() returns uuid security definer -- for lay_client, lay_coach, lay_commissioner, lay_demo, lay_duty, lay_evaluator, lay_governance, lay_keys, lay_lead, lay_opening, lay_ops, lay_public, lay_rota, lay_supervisor, lay_sysadmin, lay_worker
function my_record() returns jsonb security definer -- for lay_client
function my_session(OUT session_id uuid, OUT staff_id uuid, OUT level integer, OUT strong_at timestamp with time zone, OUT name text, OUT email text) returns record security definer -- for lay_public
function my_sessions(OUT session_id uuid, OUT level integer, OUT device text, OUT made_at timestamp with time zone, OUT last_seen_at timestamp with time zone, OUT is_this boolean) returns SETOF record security definer -- for lay_public
function my_texts_at_any_time() returns boolean security definer -- for lay_client
function name_client_session(p_hash bytea, p_device text) returns void security definer -- for lay_public
function names_to_erase(who uuid, again boolean DEFAULT false) returns SETOF uuid security definer -- for lay_client, lay_worker
function new_client(client uuid, kek text, wrapped bytea) returns void security definer -- for lay_client, lay_public
function new_complaint(complaint uuid, kek text, wrapped_words bytea, wrapped_email bytea) returns TABLE(reference text, acknowledge_by date, answer_by date) security definer -- for lay_public
function new_enquiry(enquiry uuid, kek text, wrapped bytea) returns boolean security definer -- for lay_public
function note_erasure(line bigint) returns void security definer -- for lay_client, lay_ops, lay_worker
function notices_to_plan() returns TABLE(id uuid, channel text) security definer -- for lay_worker
function notify_client(p_client uuid, p_kind text, p_due timestamp with time zone) returns TABLE(id uuid, channel text) security definer -- for lay_worker
function notify_me(p_kind text, p_due timestamp with time zone) returns TABLE(id uuid, channel text) security definer -- for lay_client
function offer_not_apart() returns trigger security definer
function offer_swap(p_booking uuid, p_with uuid, p_at timestamp with time zone, p_request text) returns uuid security definer -- for lay_coach
function offers_of_the_day(OUT service_key text, OUT ethnically_diverse boolean, OUT asked bigint, OUT same_day bigint, OUT within_24_hours bigint) returns SETOF record security definer -- for lay_lead
function on_duty() returns boolean security definer -- for lay_duty, lay_opening
function open_glass(p_id uuid) returns text security definer -- for lay_opening
function open_keys(as_role text, subjects uuid[], purposes text[]) returns TABLE(subject uuid, purpose text, version integer, kek_id text, wrapped bytea) security definer -- for lay_keys
function open_record(p_client uuid, p_verb text, p_request text) returns text security definer -- for lay_coach
function open_record_by_grant(p_grant uuid, p_request text) returns uuid security definer -- for lay_opening
function opening_as() returns text security definer -- for lay_keys
function passed_elsewhere() returns text security definer -- for lay_client
function passkey_named(p_credential bytea, OUT passkey_id uuid, OUT staff_id uuid, OUT public_key bytea, OUT counter bigint) returns record security definer -- for lay_public
function passphrase_was_right(p_try bigint) returns void security definer -- for lay_client
function plans_open_here() returns SETOF uuid security definer -- for lay_public
function prove_contact(p_booking uuid) returns uuid security definer -- for lay_client, lay_public, lay_worker
function proved_lately(p_staff uuid, p_level integer) returns boolean security definer -- for lay_public
function proved_under(p_contact bytea) returns SETOF uuid security definer
function raise_client_session(p_hash bytea) returns uuid security definer -- for lay_client
function raise_concern(p_id uuid, p_level integer, p_theme text, p_coach uuid, p_booking uuid, p_words bytea, p_name bytea, p_number bytea, p_location bytea) returns boolean security definer -- for lay_public
function record_outcome(p_booking uuid, p_outcome text) returns text security definer -- for lay_coach
function records_open() returns SETOF uuid security definer -- for lay_coach, lay_opening
function recovering(p_hash bytea) returns uuid security definer -- for lay_public
function recovery_lives(r recovery) returns boolean
function recovery_of_my_provider(OUT slot text, OUT coach_id uuid, OUT coach text, OUT starts_at timestamp with time zone, OUT mode text, OUT why text, OUT since timestamp with time zone, OUT settled_at timestamp with time zone, OUT outcome text, OUT asked boolean, OUT holder text) returns SETOF record security definer -- for lay_rota
function refuse_apart(p_refused boolean, p_coach uuid) returns void
function refuse_glass(p_id uuid) returns boolean security definer -- for lay_governance
function rehome_apart(p_client uuid, p_coach uuid) returns void security definer
function release_offers(p_booking uuid) returns SETOF uuid security definer -- for lay_worker
function replies_of_client(p_client uuid) returns SETOF uuid security definer
function replies_opened() returns SETOF uuid security definer -- for lay_opening
function requests_waiting(OUT what text, OUT service_key text, OUT ethnically_diverse boolean, OUT waiting bigint, OUT oldest timestamp with time zone) returns SETOF record security definer -- for lay_lead
function review_glass_delay(p_id uuid) returns boolean security definer -- for lay_governance
function say_texts_at_any_time(p_yes boolean) returns SETOF uuid security definer -- for lay_client
function second_person() returns trigger security definer
function secure(p_table regclass) returns void
function see_client_session(OUT client_id uuid, OUT level integer) returns record security definer -- for lay_public
function see_staff_session(OUT staff_id uuid, OUT level integer, OUT roles text[]) returns record security definer -- for lay_public
function sees_booking(p_booking uuid) returns boolean -- for lay_coach, lay_public
function sessions_by_service_and_area(p_quarter date) returns TABLE(every_service boolean, service_key text, every_area boolean, area text, sessions bigint, people bigint) security definer -- for lay_ops, lay_worker
function sessions_by_week(p_quarter date) returns TABLE(week date, service_key text, area text, role_group_key text, sessions bigint) security definer -- for lay_evaluator
function sessions_of_my_provider(p_from timestamp with time zone, p_until timestamp with time zone, OUT slot text, OUT coach_id uuid, OUT starts_at timestamp with time zone, OUT ends_at timestamp with time zone, OUT mode text, OUT interpreter boolean) returns SETOF record security definer -- for lay_rota
function settle_client(p_client uuid) returns SETOF client_change security definer -- for lay_worker
function settle_cover() returns trigger security definer
function settle_due(p_client uuid) returns SETOF client_change security definer -- for lay_worker
function settle_mine() returns SETOF client_change security definer -- for lay_client
function settle_rehome() returns trigger security definer
function shares_time(p_booking uuid) returns boolean security definer -- for lay_public
function sign_client_out(p_everywhere boolean) returns uuid security definer -- for lay_client, lay_public
function sound_audit_event(verb text, subject_kind text, actor_kind text, reason text, request_id text, n bigint, prev bytea, hash bytea) returns boolean
function sound_booking(reference text, status text, starts_at timestamp with time zone, ends_at timestamp with time zone, mode text, interpreter text[], cancelled_by text) returns boolean -- for lay_coach, lay_public, lay_worker
function sound_claim(during tstzrange, kind text, expires_at timestamp with time zone) returns boolean -- for lay_coach, lay_ops, lay_public, lay_worker
function sound_hold(starts_at timestamp with time zone, ends_at timestamp with time zone, browser bytea, api_key_id uuid, mode text, state text) returns boolean -- for lay_public, lay_worker
function sound_message(kind text, recipient text, channel text, state text, sent_at timestamp with time zone, fault text, keeps_quiet boolean, any_time boolean) returns boolean -- for lay_client, lay_coach, lay_governance, lay_lead, lay_ops, lay_public, lay_rota, lay_worker
function staff_by_email(p_email text) returns uuid security definer -- for lay_public
function staff_session_lives(s staff_session) returns boolean
function stamp_busy() returns trigger security definer
function stamp_coach() returns trigger
function stamp_profile() returns trigger
function stamp_services() returns trigger security definer
function stands_apart(p_second uuid, p_first uuid, p_role text) returns boolean security definer -- for lay_governance, lay_lead
function start_client_session(p_code uuid, p_hash bytea, p_new uuid, p_kek text, p_wrapped bytea) returns uuid security definer -- for lay_public
function start_of_rehome() returns trigger security definer
function start_strong_session(p_passkey uuid, p_counter bigint, p_hash bytea) returns uuid security definer -- for lay_public
function stop_alert() returns trigger security definer
function stop_by_code(p_code uuid, OUT client_id uuid, OUT stopped integer, OUT done_at timestamp with time zone) returns record security definer -- for lay_public
function stop_client_changes(p_client uuid) returns integer security definer -- for lay_worker
function stop_cover(p_booking uuid, p_request text) returns boolean security definer -- for lay_coach
function stop_join_to_me(p_change uuid) returns uuid security definer -- for lay_client
function stop_where_booked(p_booking uuid) returns SETOF uuid security definer -- for lay_public
function swaps_for(p_booking uuid, OUT coach_id uuid, OUT starts_at timestamp with time zone, OUT ends_at timestamp with time zone, OUT mode text, OUT service_key text, OUT longer boolean) returns SETOF record security definer -- for lay_coach
function swaps_offered_to_me(OUT id uuid, OUT coach text, OUT own_at timestamp with time zone, OUT starts_at timestamp with time zone, OUT ends_at timestamp with time zone, OUT mode text, OUT service_key text, OUT state text) returns SETOF record security definer -- for lay_coach
function system_counts(OUT coaches bigint, OUT ahead bigint, OUT staff bigint, OUT signed_in bigint, OUT waiting bigint, OUT failed bigint) returns record security definer -- for lay_sysadmin
function take_in_browser(p_client uuid, p_browser bytea) returns void security definer
function take_join(p_change uuid, OUT from_client uuid, OUT to_client uuid) returns record security definer -- for lay_worker
function take_page_of_leaver() returns trigger security definer
function take_reply(p_id uuid, p_kind text, p_channel text, p_hash bytea, p_message uuid, p_look boolean, p_listed boolean, p_sender bytea, p_words bytea, p_number bytea, p_kek text, p_wrapped bytea) returns text security definer -- for lay_public, lay_worker
function take_turn_of_contact(p_contact bytea) returns void
function takes_calls() returns uuid security definer -- for lay_public
function tell_client(p_client uuid, p_kind text, p_due timestamp with time zone) returns TABLE(id uuid, channel text) security definer -- for lay_worker
function tell_coach() returns trigger
function tell_of_arrival() returns trigger security definer
function tell_of_glass(g break_glass) returns void security definer
function try_passphrase(OUT try bigint, OUT salt bytea, OUT hash bytea) returns record security definer -- for lay_client
function use_invitation(p_id uuid) returns boolean
function use_oidc_link(p_issuer text, p_subject text) returns uuid security definer -- for lay_public
function use_passkey(p_id uuid, p_counter bigint) returns boolean security definer -- for lay_public
function use_recovery(p_hash bytea, p_code bytea, OUT recovery_id uuid, OUT staff_id uuid) returns record security definer -- for lay_public
function void_codes(p_subject uuid) returns void security definer -- for lay_public
function waits_for_me() returns TABLE(client_id uuid, service_key text, longer boolean, from_at timestamp with time zone, before_at timestamp with time zone, passed text[], refused text[]) security definer
function waits_where_booked(p_booking uuid) returns TABLE(kind text, due_at timestamp with time zone) security definer -- for lay_public
function wanted_at(p_starts timestamp with time zone[], p_services text[], p_longer boolean[], p_minutes integer[], OUT starts_at timestamp with time zone, OUT waiting bigint, OUT looked bigint) returns SETOF record security definer -- for lay_coach
function was_asked_to_choose(p_booking uuid) returns boolean security definer -- for lay_public, lay_worker
function ways_in_of(p_staff uuid) returns integer security definer -- for lay_governance, lay_lead, lay_rota
function ways_to_coach(p_coach uuid, p_booking uuid, p_start timestamp with time zone) returns TABLE(channel text, keeps_quiet boolean) security definer -- for lay_coach, lay_lead, lay_ops, lay_public, lay_rota, lay_worker
function who_could_cover(p_cover uuid, OUT coach_id uuid, OUT name text, OUT provider text, OUT answered_at timestamp with time zone) returns SETOF record security definer -- for lay_lead, lay_rota
function withdraw_swaps(p_booking uuid, p_named boolean, p_as text, p_request text) returns void security definer
