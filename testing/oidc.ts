import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'

/** How somebody signs in at the provider: who they are there, and what the provider says that they proved. */
export type SignsIn = { subject: string; amr?: string[] }

type Interaction = { uid: string }
/** The part of the real provider that we use; it brings no types. */
type Provider = {
  callback(): (request: IncomingMessage, response: ServerResponse) => void
  interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>
  interactionFinished(request: IncomingMessage, response: ServerResponse, result: unknown): Promise<void>
  Grant: new (of: { clientId: string; accountId: string }) => {
    addOIDCScope(scope: string): void
    save(): Promise<string>
  }
}
type Making = new (issuer: string, configuration: unknown) => Provider

export const oidcClient = { clientId: 'looking-after', clientSecret: 'a-secret-of-this-test-alone-0123456789' }

/**
 * A real OpenID Connect provider on this machine, with one client. Whoever comes to sign in is `next`, by one button.
 * Everybody there has the same e-mail address. Ends with the test file.
 */
export async function startOidcProvider(redirectUri: string) {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`
  const { default: Provider } = (await import('oidc-provider' as string)) as { default: Making }
  let next: SignsIn = { subject: 'nobody' }
  const provider: Provider = new Provider(issuer, {
    clients: [
      {
        client_id: oidcClient.clientId,
        client_secret: oidcClient.clientSecret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    claims: { openid: ['sub', 'amr'], email: ['email'], acr: null, auth_time: null, iss: null, sid: null },
    findAccount: (_: unknown, accountId: string) => ({
      accountId,
      claims: async () => ({ sub: accountId, email: 'everybody@example.org' }),
    }),
    interactions: { url: (_: unknown, { uid }: Interaction) => `/interaction/${uid}` },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['of this test alone'] },
    ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 60, Interaction: 600, Session: 600, Grant: 600 },
    async loadExistingGrant({ oidc }: { oidc: { client: { clientId: string }; session: { accountId: string } } }) {
      const { clientId } = oidc.client
      const grant = new provider.Grant({ clientId, accountId: oidc.session.accountId })
      grant.addOIDCScope('openid')
      await grant.save()
      return grant
    },
  })
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return answer(request, response)
    if (request.method === 'POST') {
      const { subject, amr } = next
      const login = { accountId: subject, ...(amr ? { amr } : {}), remember: false }
      return void provider.interactionFinished(request, response, { login })
    }
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(`<!doctype html><html lang="en"><title>Northwind</title><h1>Northwind sign-in</h1>
      <form method="post" action="${request.url}"><button>Sign in at Northwind</button></form></html>`)
  })
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  return { issuer, signsIn: (as: SignsIn) => void (next = as) }
}

/**
 * Goes through the provider as a browser would, from where we sent it; gives the address at which it comes back to us.
 */
export async function throughProvider(url: string): Promise<string> {
  const jar = new Map<string, string>()
  let at = new URL(url)
  const home = at.origin
  for (let steps = 0; steps < 12; steps++) {
    const method = at.pathname.startsWith('/interaction/') ? 'POST' : 'GET'
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const reply = await fetch(at, { method, redirect: 'manual', headers: { cookie } })
    for (const set of reply.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!
      jar.set(name!, value!)
    }
    await reply.arrayBuffer()
    const to = reply.headers.get('location')
    if (!to) throw new Error(`The provider stopped with ${reply.status} at ${at.pathname}`)
    at = new URL(to, at)
    if (at.origin !== home) return at.href
  }
  throw new Error('The provider leads round in circles')
}
