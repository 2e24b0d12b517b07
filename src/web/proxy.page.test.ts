import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { json, open, routes } from './sample.ts'

const seen = {
  method: 'GET',
  path: '/seen',
  may: 'anyone',
  handle: async ({ address }) => json(address),
} as (typeof routes)[number]
const inside = routes.find(({ path }) => path === '/inside')!

describe('The address of somebody', () => {
  it('is that of the peer, whatever the request says of itself, where no proxy is named', async () => {
    const server = await open({ routes: [seen] })
    assert.equal(await told(server, '192.0.2.1', '198.51.100.7'), '192.0.2.1')
  })

  it('is what the proxy that was named says, and nothing that the person put before it', async () => {
    const server = await open({ routes: [seen], trustedProxy: '127.0.0.1' })
    assert.equal(await told(server, '127.0.0.1', '198.51.100.7'), '198.51.100.7')
    assert.equal(await told(server, '127.0.0.1', '203.0.113.9, 198.51.100.7'), '198.51.100.7')
  })

  it('is that of the peer where it is not the proxy that was named, though it be next to it', async () => {
    const server = await open({ routes: [seen], trustedProxy: '10.0.0.1' })
    for (const peer of ['10.0.0.2', '127.0.0.1']) assert.equal(await told(server, peer, '198.51.100.7'), peer)
  })

  it('cannot make anybody this machine: neither a forwarded address nor a forwarded host', async () => {
    const server = await open({ routes: [inside], trustedProxy: '10.0.0.1' })
    const forwarded = { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-host': 'localhost', host: 'localhost' }
    const { statusCode } = await server.inject({ url: '/inside', remoteAddress: '10.0.0.1', headers: forwarded })
    assert.equal(statusCode, 404)
  })
})

async function told(server: Awaited<ReturnType<typeof open>>, remoteAddress: string, forwarded: string) {
  return (
    await server.inject({ url: '/seen', remoteAddress, headers: { 'x-forwarded-for': forwarded } })
  ).json<string>()
}
