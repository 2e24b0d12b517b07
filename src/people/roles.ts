import type { StaffRole } from '#web'

/** The roles of staff in plain words. */
export const roleWords: Record<StaffRole, string> = {
  coach: 'Coach',
  supervisor: 'Supervisor',
  partner_rota: 'Rota manager of a provider',
  lead_ops: 'Operations of the lead provider',
  governance: 'Clinical governance',
  duty_lead: 'Duty lead',
  commissioner: 'Commissioner',
  evaluator: 'Evaluator',
  sysadmin: 'Runs the machines',
}

export const isStaffRole = (text: string): text is StaffRole => Object.hasOwn(roleWords, text)

/** Roles that somebody in this role may give and take. A coach is one by their profile, which is made with the coach. */
export function rolesToGive(as: StaffRole): StaffRole[] {
  const all = (Object.keys(roleWords) as StaffRole[]).filter((role) => role !== 'coach')
  if (as === 'governance') return all
  return as === 'lead_ops' ? all.filter((role) => role !== 'governance' && role !== 'sysadmin') : []
}

/** Roles that belong to one provider. */
export const ofProvider = (role: StaffRole): boolean => role === 'partner_rota' || role === 'coach'

/** "Coach, Duty lead", or that there is none. */
export const rolesInWords = (roles: readonly string[]): string =>
  roles.map((role) => (isStaffRole(role) ? roleWords[role] : role)).join(', ') || 'No role'
