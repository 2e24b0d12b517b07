import type pg from 'pg'
import { rolesOf, zones } from './door.ts'
import { loginOf } from './roles.ts'

/**
 * What in the catalogue of a database breaks the rules that keep people apart, a line each; nothing where all is well.
 * Asked at every start, after the migrations, and by a test. The queue's own schema is not looked into: no acting role
 * may use it.
 */
export async function faultsInCatalogue(client: pg.ClientBase): Promise<string[]> {
  const roles = [...new Set(zones.flatMap((zone) => [...rolesOf[zone]]))].sort()
  const { rows } = await client.query<{ fault: string }>(catalogue, [roles, zones.map(loginOf)])
  const members = await client.query<{ login: string; role: string }>(memberships, [zones.map(loginOf)])
  const wanted = new Set<string>(zones.flatMap((zone) => rolesOf[zone].map((role) => `${loginOf(zone)} ${role}`)))
  const strangers = members.rows.filter(({ login, role }) => !wanted.has(`${login} ${role}`))
  return [
    ...rows.map(({ fault }) => fault),
    ...strangers.map(({ login, role }) => `${login} may become ${role}`),
  ].sort()
}

/** $1: the acting roles; $2: the logins of the zones. */
const catalogue = `
with tables as (
    select c.oid, c.relname as name, c.relkind as kind, c.relrowsecurity as secured, c.relforcerowsecurity as forced,
           c.relacl as acl, c.relowner as owner, c.reloptions as options, obj_description(c.oid) as said
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')),
  rights as (
    select t.name, g.grantee, g.privilege_type as what from tables t, aclexplode(t.acl) g where g.grantee <> t.owner
    union all
    select t.name, g.grantee, g.privilege_type from tables t
      join pg_attribute a on a.attrelid = t.oid, aclexplode(a.attacl) g where g.grantee <> t.owner),
  functions as (
    select p.oid, p.proname as name, p.prosecdef as definer, p.proconfig as config, p.proacl as acl, p.proowner as owner
      from pg_proc p where p.pronamespace = 'public'::regnamespace
       and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e'))
select name || ' is not under row security' as fault from tables where kind in ('r', 'p') and not (secured and forced)
union all select name || ' names no room' from tables where kind in ('r', 'p', 'v') and said !~ '^room: [a-z]+$' is not false
union all
  select name || ' is granted to ' || grantee::regrole || ' without a policy' from rights r
   where grantee = any ($1::text[]::regrole[]) and exists (select from tables t where t.name = r.name and kind in ('r', 'p'))
     and not exists (select from pg_policy p join tables t on t.oid = p.polrelid
                      where t.name = r.name and r.grantee = any (p.polroles))
   group by name, grantee
union all select t.name || ' has a policy for everybody' from pg_policy p join tables t on t.oid = p.polrelid where 0 = any (p.polroles)
union all select name || ' is a view with rights of its own' from tables where kind = 'v' and not coalesce('security_invoker=true' = any (options), false)
union all select name || ' keeps a copy that no policy guards' from tables where kind in ('m', 'f')
union all select name || ' is open to everybody' from rights where grantee = 0 group by name
union all
  select name || ' lets ' || grantee::regrole || ' ' || lower(what) from rights
   where grantee <> 0 and what in ('TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN')
union all
  select r.name || ' shows what is sealed to ' || g.grantee::regrole from tables r
    join pg_attribute a on a.attrelid = r.oid and a.attname ~ '(^|_)sealed(_|$)' and not a.attisdropped,
    aclexplode(coalesce(a.attacl, '{}') || coalesce(r.acl, '{}')) g
   where g.privilege_type = 'SELECT' and g.grantee = any (array(
     select role::regrole::oid from unnest($1::text[]) role where role in ('lay_supervisor', 'lay_rota', 'lay_lead', 'lay_governance',
       'lay_commissioner', 'lay_evaluator', 'lay_sysadmin')))
union all select name || '() runs with the owner''s rights and any search path' from functions
   where definer and not exists (select from unnest(config) c where c like 'search_path=%')
union all
  select name || '() may be called by everybody' from functions
   where name <> 'clock_now' and (acl is null or exists (select from aclexplode(acl) g where g.grantee = 0))
union all select name || '() is not the owner''s' from functions where definer and owner <> 'lay_owner'::regrole
union all select 'the extension ' || extname || ' is not one of ours' from pg_extension where extname not in ('plpgsql', 'btree_gist')
union all
  select rolname || ' is stronger than a role may be' from pg_roles
   where rolname = any ($1::text[] || $2::text[] || array['lay_owner']) and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
union all select rolname || ' inherits what it may become' from pg_roles where rolname = any ($2::text[]) and rolinherit
union all select rolname || ' can log in' from pg_roles where rolname = any ($1::text[] || array['lay_owner']) and rolcanlogin
union all
  select r.rolname || ' may create in the schema ' || n.nspname from pg_namespace n, pg_roles r
   where n.nspname in ('public', 'pgboss') and r.rolname = any ($1::text[] || $2::text[]) and has_schema_privilege(r.oid, n.oid, 'CREATE')
union all
  select m.member::regrole || ' inherits ' || m.roleid::regrole from pg_auth_members m
   where m.member = any ($2::text[]::regrole[]) and m.inherit_option`

const memberships = `
  select member::regrole::text as login, roleid::regrole::text as role from pg_auth_members where member = any ($1::text[]::regrole[])`
