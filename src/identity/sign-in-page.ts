import { page, type Reply } from '#web'
import { signInPage, type SignIn } from './pages/sign-in.ts'
import type { SignInPorts } from './ports.ts'

export const refusedWords = 'That did not sign you in. Try again, or use another way'

/** The sign-in page as this deployment has it. */
export const signInShown = (
  { party, oidc }: Pick<SignInPorts, 'party' | 'oidc'>,
  said: Pick<SignIn, 'email'> & Partial<SignIn>,
  status = 200,
): Reply => page(signInPage({ passkeys: party !== null, oidcName: oidc?.name ?? null, ...said }), { status })

/** The one answer to whatever did not prove who somebody is. */
export const refusedSignIn = (ports: Pick<SignInPorts, 'party' | 'oidc'>, words = refusedWords): Reply =>
  signInShown(ports, { email: '', refused: words }, 422)

/** The answer to somebody whose browser or network has asked too often. */
export const tooMany = (ports: Pick<SignInPorts, 'party' | 'oidc'>): Reply => ({
  ...signInShown(
    ports,
    { email: '', refused: 'There have been many tries from where you are. Wait 15 minutes, then try again' },
    429,
  ),
  headers: { 'retry-after': '900' },
})
