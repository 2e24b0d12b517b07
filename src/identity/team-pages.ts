/** Where the header leads somebody with these roles; each role's own pages come with what they do. */
export function pagesOf(roles: readonly string[]): { href: string; text: string }[] {
  const looksAfterPeople = ['lead_ops', 'governance', 'partner_rota'].some((role) => roles.includes(role))
  return [
    ...(roles.includes('coach') ? [{ href: '/team/today', text: 'Today' }] : []),
    ...(looksAfterPeople ? [{ href: '/team/people', text: 'People and access' }] : []),
  ]
}

/** The first page of somebody with these roles. */
export const landingOf = (roles: readonly string[]): string => pagesOf(roles)[0]?.href ?? '/team/account'
