import type { StaffRole } from '#web'

type Page = { href: string; text: string }

/** Where the work of each role begins; whoever has several goes to the first of them first. */
const landings: Readonly<Record<StaffRole, Page>> = {
  coach: { href: '/team/today', text: 'Today' },
  duty_lead: { href: '/team/duty', text: 'Duty' },
  governance: { href: '/team/governance', text: 'Governance' },
  lead_ops: { href: '/team/operations', text: 'Operations' },
  partner_rota: { href: '/team/rota', text: 'Rota' },
  supervisor: { href: '/team/supervisor', text: 'Supervision' },
  commissioner: { href: '/team/commissioner', text: 'Editions' },
  evaluator: { href: '/team/evaluator', text: 'Evaluation' },
  sysadmin: { href: '/team/system', text: 'System' },
}

/** Where the header leads somebody with these roles: to the first page of each, by which they change between them. */
export function pagesOf(roles: readonly string[]): Page[] {
  const looksAfterPeople = ['lead_ops', 'governance', 'partner_rota'].some((role) => roles.includes(role))
  return [
    ...Object.entries(landings).flatMap(([role, landing]) => (roles.includes(role) ? [landing] : [])),
    ...(looksAfterPeople ? [{ href: '/team/people', text: 'People and access' }] : []),
    ...(roles.includes('governance') ? [{ href: '/team/privacy', text: 'People’s data' }] : []),
  ]
}

/** The first page of somebody with these roles. */
export const landingOf = (roles: readonly string[]): string => pagesOf(roles)[0]?.href ?? '/team/account'
