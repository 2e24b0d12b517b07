import type { Person } from './person.ts'

/** Gives a browser a device that verifies whom it serves, as a phone does with a finger. */
export async function withDevice({ page, context }: Person) {
  const session = await context.newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    passkeys: async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
    lose: () => session.send('WebAuthn.clearCredentials', { authenticatorId }),
  }
}
