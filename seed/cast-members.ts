import { query, uuid } from '#lib/sql'
import type { Tx } from '#lib/sql'
import type { CastMember } from '#identity'
import { amina, castWhoSignIn, staffIdOf, type Person } from './cast.ts'

const working = query({ id: uuid }, `select id from staff where id = any($1::uuid[]) and active`)

const roleWords: Record<Person['role'], string> = {
  client: 'Client',
  coach: 'Coach',
  supervisor: 'Supervisor',
  partner_rota: 'Rota manager',
  lead_ops: 'Operations',
  governance: 'Governance',
  commissioner: 'Commissioner',
  evaluator: 'Evaluator',
  duty_lead: 'Duty',
  sysadmin: 'System',
}

/** The people of the demonstration whom one can be: those who sign in, and a client, who needs no sign-in. */
export async function castMembers(tx: Tx): Promise<CastMember[]> {
  const known = new Set((await working(tx, castWhoSignIn.map(staffIdOf))).map(({ id }) => id))
  const staff = castWhoSignIn
    .filter((person) => known.has(staffIdOf(person)))
    .map((person) => ({
      key: person.key,
      name: person.name,
      about: `${[person.role, ...person.also].map((role) => roleWords[role]).join(' and ')}: ${person.who}`,
      staffId: staffIdOf(person),
    }))
  return [
    ...staff,
    { key: amina.key, name: amina.name, about: `Client, ${amina.who}. Needs no sign-in`, staffId: null },
  ]
}
