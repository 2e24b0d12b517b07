import type pg from 'pg'
import type { Actor, Db } from '../src/lib/door.ts'
import { codeOf } from '../src/lib/door.ts'
import { staffRoles, type StaffRole } from '../src/web/index.ts'
import { actorOf, newStaff } from './staff.ts'

/** Asks in somebody's name: the rows, or the code with which the database refused. */
export async function asked(db: Db, actor: Actor, text: string): Promise<unknown[] | string> {
  try {
    return await db.withActor(actor, (tx) => tx.send('', text, []))
  } catch (error) {
    const code = codeOf(error)
    if (code === '') throw error
    return code
  }
}

/** Somebody in each role of staff, each in a session of their own; `others` are more people of the same roles. */
export async function everyRole(admin: pg.Client, coachId: string) {
  const ids = {} as Record<StaffRole, string>
  const actors = {} as Record<StaffRole, Actor>
  for (const role of staffRoles) {
    ids[role] = role === 'coach' ? coachId : await newStaff(admin, role)
    actors[role] = await actorOf(admin, ids[role], role)
  }
  return { ids, actors }
}
