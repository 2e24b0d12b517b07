import type pg from 'pg'

const header = `-- The schema as the migrations leave it, for reading: written by \`npm run schema\`, compared by a test, never run.
-- Bodies of functions stand in the migrations; so does pgboss, the queue's own schema.
`

/** The public schema in a text that is the same for the same schema: tables with their rooms and grants, then functions. */
export async function describeSchema(client: pg.Client): Promise<string> {
  const ask = async (text: string) => (await client.query<{ line: string }>(text)).rows.map(({ line }) => line)
  const { rows: tables } = await client.query<{ oid: number; name: string; room: string; secured: boolean }>(
    `select oid, relname as name, obj_description(oid) as room, relrowsecurity as secured
       from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm') order by relname`,
  )
  const parts: string[] = []
  for (const { oid, name, room, secured } of tables) {
    const inside = [...(await ask(columns(oid))), ...(await ask(constraints(oid)))]
    const after = [...(await ask(indexes(oid))), ...(await ask(triggers(oid)))]
    const rights = [
      ...(secured ? ['row level security'] : []),
      ...(await ask(policies(oid))),
      ...(await ask(grants(oid))),
    ]
    parts.push(
      `-- ${room}\ncreate table ${name} (\n${inside.map((line) => `  ${line}`).join(',\n')}\n);\n` +
        after.map((line) => `${line};\n`).join('') +
        rights.map((line) => `-- ${line}\n`).join(''),
    )
  }
  return [header, ...parts, (await ask(functions)).map((line) => `${line}\n`).join('')].join('\n')
}

const columns = (table: number) => `
  select concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then 'not null' end,
           case when a.attidentity <> '' then 'generated always as identity'
                when a.attgenerated <> '' then 'generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ')'
                when d.adbin is not null then 'default ' || pg_get_expr(d.adbin, d.adrelid) end) as line
    from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
   where a.attrelid = ${table} and a.attnum > 0 and not a.attisdropped order by a.attnum`

const constraints = (table: number) => `
  select 'constraint ' || conname || ' ' || pg_get_constraintdef(oid) as line
    from pg_constraint where conrelid = ${table} and contype <> 'n' and contype <> 't' order by contype desc, conname`

/** Those that no constraint brings. */
const indexes = (table: number) => `
  select pg_get_indexdef(indexrelid) as line from pg_index i
   where indrelid = ${table} and not exists (select from pg_constraint where conindid = i.indexrelid and conrelid = ${table})
   order by 1`

const triggers = (table: number) => `
  select pg_get_triggerdef(oid) as line from pg_trigger where tgrelid = ${table} and not tgisinternal order by tgname`

const policies = (table: number) => `
  select concat_ws(' ', 'policy', polname, 'for', case polcmd when 'r' then 'select' when 'a' then 'insert'
           when 'w' then 'update' when 'd' then 'delete' else 'all' end, 'to',
           (select string_agg(r::regrole::text, ', ' order by r::regrole::text) from unnest(polroles) r),
           'using (' || pg_get_expr(polqual, polrelid) || ')',
           'with check (' || pg_get_expr(polwithcheck, polrelid) || ')') as line
    from pg_policy where polrelid = ${table} order by polname`

/** What each role may, for the whole table and for columns; the owner may everything. */
const grants = (table: number) => `
  with may as (
    select g.grantee, lower(g.privilege_type) as what, null as attname
      from pg_class c, aclexplode(c.relacl) g where c.oid = ${table} and g.grantee <> c.relowner
    union all
    select g.grantee, lower(g.privilege_type), a.attname::text
      from pg_class c join pg_attribute a on a.attrelid = c.oid, aclexplode(a.attacl) g
     where c.oid = ${table} and g.grantee <> c.relowner),
  by_right as (
    select grantee, what || coalesce(' (' || string_agg(attname, ', ' order by attname) || ')', '') as words
      from may group by grantee, what, attname is null)
  select case grantee when 0 then 'public' else grantee::regrole::text end || ' may ' || string_agg(words, ', ' order by words)
           as line
    from by_right group by grantee order by 1`

const functions = `
  select concat_ws(' ', 'function', p.proname || '(' || pg_get_function_arguments(p.oid) || ')',
           'returns ' || pg_get_function_result(p.oid), case when p.prosecdef then 'security definer' end,
           (select '-- for ' || string_agg(who, ', ' order by who)
              from aclexplode(p.proacl) g, lateral (select case g.grantee when 0 then 'public' else g.grantee::regrole::text end) w (who)
             where g.grantee <> p.proowner)) as line
    from pg_proc p
   where p.pronamespace = 'public'::regnamespace
     and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
   order by p.proname, pg_get_function_arguments(p.oid)`
