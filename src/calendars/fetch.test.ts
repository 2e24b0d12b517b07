import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { calendarServer, type Answer } from '../../testing/calendar-server.ts'
import { calendarOf } from '../../testing/calendars.ts'
import { fetchCalendar, theInternet, type Reach } from './fetch.ts'
import { mostBytes } from './read.ts'

const file = calendarOf()
const whole: Answer = (_, response) => response.writeHead(200, { 'content-type': 'text/calendar' }).end(file)
const to =
  (location: string, status = 302): Answer =>
  (_, response) =>
    response.writeHead(status, { location }).end('moved')
const answers: Record<string, Answer> = {
  '/private/basic.ics?key=1': whole,
  '/chunked': (_, response) => {
    response.write(file.subarray(0, 10))
    response.end(file.subarray(10))
  },
  '/gone': (_, response) => response.writeHead(404).end(),
  '/gone-for-good': (_, response) => response.writeHead(410).end(),
  '/sign-in': (_, response) => response.writeHead(401).end(),
  '/broken': (_, response) => response.writeHead(500).end(),
  '/part': (_, response) => response.writeHead(206).end(file),
  '/nothing-new': (_, response) => response.writeHead(304).end(),
  '/packed': (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(file)),
  '/said-large': (_, response) => response.writeHead(200, { 'content-length': mostBytes + 1 }).end('x'),
  '/large': (_, response) => {
    const piece = Buffer.alloc(1_000_000, 'x')
    for (let i = 0; i <= mostBytes / piece.length; i++) response.write(piece)
    response.end()
  },
  '/cut-short': (_, response) => {
    response.writeHead(200, { 'content-length': file.length })
    response.write(file.subarray(0, 10), () => response.destroy())
  },
  '/hangs-up': (request) => request.socket.destroy(),
  '/moved': to('/private/basic.ics?key=1', 301),
  '/moved-elsewhere': to('https://other.example.org/private/basic.ics?key=1', 307),
  '/to-http': to('http://calendar.example.org/private/basic.ics?key=1'),
  '/to-number': to('https://127.0.0.1/private/basic.ics?key=1'),
  '/to-decimal': to('https://2130706433/private/basic.ics?key=1'),
  '/to-sixth': to('https://[::1]/private/basic.ics?key=1'),
  '/to-here': to('https://localhost/private/basic.ics?key=1'),
  '/to-metadata': to('https://metadata.google.internal/computeMetadata/v1/'),
  '/to-private': to('https://inside.example.org/private/basic.ics?key=1'),
  '/to-port': to('https://calendar.example.org:22/'),
  '/to-password': to('https://dev:secret@calendar.example.org/private/basic.ics?key=1'),
  '/to-file': to('file:///etc/passwd'),
  '/to-nothing': (_, response) => response.writeHead(302).end(),
  '/round': to('/round'),
}
const { reach, names, asked } = await calendarServer((request, response) => answers[request.url!]!(request, response))
names.set('inside.example.org', ['10.0.0.1'])
names.set('both.example.org', ['127.0.0.1', '10.0.0.1'])
names.set('nameless.example.org', ['inside.example.org'])

const fetched = (path: string, by: Reach = reach, host = 'calendar.example.org') =>
  fetchCalendar(new URL(`https://${host}${path}`), by)
const why = async (...how: Parameters<typeof fetched>) => {
  const answer = await fetched(...how)
  return answer.kind === 'unfetched' ? answer.why : answer.kind
}

describe('fetching a calendar', () => {
  it('gives what the address has, whole', async () => {
    for (const path of ['/private/basic.ics?key=1', '/chunked', '/moved', '/moved-elsewhere']) {
      const answer = await fetched(path)
      assert.deepEqual(answer.kind === 'fetched' && answer.file.equals(file), true, path)
    }
  })

  it('tells the server nothing but the question', async () => {
    const headers: string[] = []
    const server = await calendarServer((request, response) => {
      headers.push(...Object.keys(request.headers))
      whole(request, response)
    })
    assert.equal((await fetched('/private', server.reach)).kind, 'fetched')
    assert.deepEqual(headers.toSorted(), ['accept', 'accept-encoding', 'connection', 'host', 'user-agent'])
  })

  for (const [path, expected] of Object.entries({
    '/gone': 'gone',
    '/gone-for-good': 'gone',
    '/sign-in': 'refused',
    '/broken': 'refused',
    '/part': 'refused',
    '/nothing-new': 'refused',
    '/packed': 'refused',
    '/said-large': 'too-large',
    '/large': 'too-large',
    '/cut-short': 'no-answer',
    '/hangs-up': 'no-answer',
    '/to-http': 'leads-away',
    '/to-number': 'leads-away',
    '/to-decimal': 'leads-away',
    '/to-sixth': 'leads-away',
    '/to-here': 'leads-away',
    '/to-metadata': 'leads-away',
    '/to-port': 'leads-away',
    '/to-password': 'leads-away',
    '/to-file': 'leads-away',
    '/to-nothing': 'leads-away',
    '/round': 'leads-away',
    '/to-private': 'not-public',
  }))
    it(`says that it came to nothing, and why: ${path}`, async () => assert.equal(await why(path), expected))

  it('asks nobody where a name leads to a private address, or to one of several', async () => {
    const before = asked.length
    assert.equal(await why('/private/basic.ics?key=1', reach, 'inside.example.org'), 'not-public')
    assert.equal(await why('/private/basic.ics?key=1', reach, 'both.example.org'), 'not-public')
    assert.equal(await why('/private/basic.ics?key=1', reach, 'nameless.example.org'), 'not-public')
    assert.equal(await why('/private/basic.ics?key=1', reach, 'none.example.org'), 'no-answer')
    assert.equal(asked.length, before)
  })

  it('goes to the very address that was looked at, though the name leads elsewhere a moment later', async () => {
    let times = 0
    const changing: Reach = { ...reach, addressesOf: () => Promise.resolve([++times === 1 ? '127.0.0.1' : '10.0.0.1']) }
    assert.equal((await fetched('/private/basic.ics?key=1', changing)).kind, 'fetched')
    assert.equal(times, 1)
    times = 0
    assert.equal(await why('/moved', changing), 'not-public', 'a redirect is looked up, and looked at, by itself')
    assert.equal(times, 2)
  })

  it('never comes to this machine by the way of the product', async () => {
    const before = asked.length
    const product = { ...theInternet, port: reach.port, ca: reach.ca! }
    for (const host of ['127.0.0.1', '::1', '10.0.0.1', '169.254.169.254', '::ffff:127.0.0.1'])
      assert.equal(
        await why('/private/basic.ics?key=1', { ...product, addressesOf: () => Promise.resolve([host]) }),
        'not-public',
      )
    assert.equal(await why('/private/basic.ics?key=1', product, 'localhost'), 'leads-away')
    assert.equal(asked.length, before)
  })

  it('believes nobody who cannot show that they are who was asked', async () => {
    names.set('impostor.example.org', ['127.0.0.1'])
    assert.equal(await why('/private/basic.ics?key=1', reach, 'impostor.example.org'), 'no-answer')
    const { ca: _, ...everybody } = reach
    assert.equal(await why('/private/basic.ics?key=1', everybody), 'no-answer')
  })

  it('ends when it is told to, in the middle too', async () => {
    const ended = new AbortController()
    const server = await calendarServer((_, response) => {
      response.write('BEGIN:VCALENDAR\r\n')
      ended.abort()
    })
    const answer = await fetchCalendar(new URL('https://calendar.example.org/slow'), server.reach, ended.signal)
    assert.deepEqual(answer, { kind: 'unfetched', why: 'no-answer' })
    const never: Reach = {
      ...reach,
      addressesOf: (_, signal) => theInternet.addressesOf('calendar.example.invalid', signal),
    }
    assert.equal(
      (await fetchCalendar(new URL('https://calendar.example.org/'), never, AbortSignal.abort())).kind,
      'unfetched',
    )
  })
})
