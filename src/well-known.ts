/** Whether a password is one that everybody tries first. */
export const isWellKnown = (password: string): boolean => wellKnown.has(decoded(password))

/** Passwords that examples and images bring along. */
const wellKnown = new Set(
  '123456 12345678 admin changeit changeme default example guest letmein pass password pgpass postgres root secret test'.split(
    ' ',
  ),
)

/** A password as the server will hear it; one that is wrongly written is no word that everybody knows. */
function decoded(password: string): string {
  try {
    return decodeURIComponent(password).toLowerCase()
  } catch {
    return password
  }
}
