import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import type { MailboxAccount } from '#mailbox'

export type Stored = { uid: number; raw: string; seen: boolean }

/** A server of one mailbox that speaks as much of IMAP4rev1 (RFC 3501) as a client asks of it, over a real socket. */
export async function imapServer() {
  const mailbox = { validity: 7, next: 1, messages: [] as Stored[] }
  /** What goes wrong: the server refuses, or breaks off where a command has this word in it. */
  const trouble = { away: false, breaksAt: null as RegExp | null }
  const asked: string[] = []
  const open = new Set<Socket>()

  const server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => {})
    if (trouble.away) return void socket.destroy()
    socket.write('* OK ready\r\n')
    let rest = ''
    socket.on('data', (chunk) => {
      rest += chunk.toString('latin1')
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end)
        rest = rest.slice(end + 2)
        answer(socket, line)
      }
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')

  function answer(socket: Socket, line: string) {
    const [tag = '', ...words] = line.split(' ')
    const command = words.join(' ')
    asked.push(command.replace(/^(LOGIN|AUTHENTICATE).*/i, '$1'))
    if (trouble.breaksAt?.test(command)) return void socket.destroy()
    const say = (text: string) => void socket.write(Buffer.from(`${text}\r\n`, 'latin1'))
    const ok = () => say(`${tag} OK done`)
    if (/^CAPABILITY/i.test(command)) say('* CAPABILITY IMAP4rev1')
    else if (/^LOGIN/i.test(command)) {
      if (!/secret-word/.test(command)) return say(`${tag} NO [AUTHENTICATIONFAILED] no`)
    } else if (/^(LIST|LSUB)/i.test(command)) say('* LIST () "/" INBOX')
    else if (/^(SELECT|EXAMINE)/i.test(command)) {
      say(`* ${mailbox.messages.length} EXISTS`)
      say('* FLAGS (\\Seen)')
      say('* OK [PERMANENTFLAGS (\\Seen)] flags')
      say(`* OK [UIDVALIDITY ${mailbox.validity}] valid`)
      say(`* OK [UIDNEXT ${mailbox.next}] next`)
      return say(`${tag} OK [READ-WRITE] done`)
    } else if (/^UID SEARCH/i.test(command)) {
      const from = Number(/UID (\d+):\*/i.exec(command.slice(10))?.[1] ?? 1)
      const last = mailbox.messages.at(-1)?.uid
      // "n:*" has the last message in it, whatever n is.
      const found = mailbox.messages.filter(({ uid }) => uid >= from || uid === last).map(({ uid }) => uid)
      say(`* SEARCH${found.map((uid) => ` ${uid}`).join('')}`)
    } else if (/^UID FETCH/i.test(command)) {
      const uid = Number(words[2])
      const at = mailbox.messages.findIndex((one) => one.uid === uid)
      const part = /<(\d+)\.(\d+)>/.exec(command)
      const stored = mailbox.messages[at]
      if (stored) {
        const whole = Buffer.from(stored.raw)
        const said = part ? whole.subarray(Number(part[1]), Number(part[1]) + Number(part[2])) : whole
        socket.write(`* ${at + 1} FETCH (UID ${uid} RFC822.SIZE ${whole.length} BODY[]<0> {${said.length}}\r\n`)
        socket.write(said)
        say(')')
      }
    } else if (/^UID STORE/i.test(command)) {
      const stored = mailbox.messages.find(({ uid }) => uid === Number(words[2]))
      if (stored && /\\Seen/i.test(command)) stored.seen = true
    } else if (/^LOGOUT/i.test(command)) say('* BYE')
    else if (!/^(NOOP|CLOSE|UNSELECT)/i.test(command)) return say(`${tag} BAD not known here`)
    ok()
    if (/^LOGOUT/i.test(command)) socket.end()
  }

  const { port } = server.address() as AddressInfo
  const account: MailboxAccount = {
    host: '127.0.0.1',
    port,
    tls: false,
    near: true,
    user: 'answers@example.org',
    pass: 'secret-word',
    folder: 'INBOX',
  }
  return {
    account,
    mailbox,
    trouble,
    asked,
    /** Puts a message into the mailbox. */
    deliver: (raw: string): Stored => {
      const stored = { uid: mailbox.next++, raw: raw.replace(/\r?\n/g, '\r\n'), seen: false }
      mailbox.messages.push(stored)
      return stored
    },
    close: () => {
      for (const socket of open) socket.destroy()
      return new Promise<void>((resolve) => void server.close(() => resolve()))
    },
  }
}
