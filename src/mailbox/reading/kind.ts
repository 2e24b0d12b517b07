/** A header of a mail, by its name in small letters. */
export type Header = { key: string; value: string }
/** What a mail consists of, as far as it is looked at; `parts` are those that are not its text. */
export type Mail = {
  headers: readonly Header[]
  from: string
  subject: string
  text: string
  parts: readonly { type: string; text: string }[]
}

/** What came: our mail came back for good, what nobody wrote, or what somebody did. */
export type Came =
  /** `about`: the names that it says our mail went under. */
  | { kind: 'bounce'; about: string[] }
  | { kind: 'automatic' }
  | {
      kind: 'person'
      named: string
      from: string
      /** What it answers to. */
      about: string[]
      subject: string
      /** All that it says, and what of it is not quoted: the beginning, as far as is kept. */
      words: string
      own: string
      /** What more it says, to be looked through and not kept. */
      rest: string
    }

const mostNames = 50
const mostWords = 20_000
const mostSubject = 500

/**
 * What a mail is. A report on what was delivered is looked at first: reports are automatic, too. Who sends us a report that they got
 * sends a mail of their own.
 */
export function kindOf(mail: Mail): Came {
  const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value ?? ''
  const report = isReport(header('content-type')) && mail.parts.find(({ type }) => type === 'message/delivery-status')
  if (report) {
    const failed = /^action:\s*failed\b/im.test(report.text) || /^status:\s*5\.\d/im.test(report.text)
    const returned = mail.parts.filter(({ type }) => type === 'message/rfc822' || type === 'text/rfc822-headers')
    const about = returned.flatMap(({ text }) => namesIn(headOf(text).match(/^message-id:\s*(\S+)/im)?.[1] ?? ''))
    const envelope = /^original-envelope-id:\s*(\S{1,200})/im.exec(report.text)?.[1]
    return failed
      ? { kind: 'bounce', about: [...about, ...(envelope ? [envelope] : [])].slice(0, mostNames) }
      : { kind: 'automatic' }
  }
  const own = ownWords(mail.text)
  if (isCalendarYes(mail) && own.trim() === '') return { kind: 'automatic' }
  if (isAutomatic(header) && !isCalendarNo(mail)) return { kind: 'automatic' }
  return {
    kind: 'person',
    named: header('message-id').slice(0, 500),
    from: mail.from.slice(0, 320),
    about: namesIn(`${header('in-reply-to')} ${header('references')}`),
    subject: mail.subject.slice(0, mostSubject),
    words: mail.text.slice(0, mostWords),
    own: own.slice(0, mostWords),
    rest: [mail.text.slice(mostWords), mail.subject.slice(mostSubject)].filter((part) => part !== '').join('\n'),
  }
}

/** Source: RFC 3464, section 2; RFC 6522, section 3. */
const isReport = (type: string) =>
  /^\s*multipart\/report\s*(;|$)/i.test(type) && /;\s*report-type\s*=\s*"?delivery-status\b/i.test(type)

/** Source: RFC 3834, section 5; and what programs said before it. */
const isAutomatic = (header: (name: string) => string) =>
  !/^\s*(no\b|$)/i.test(header('auto-submitted')) ||
  /^\s*auto_reply/i.test(header('precedence')) ||
  header('x-autoreply') !== '' ||
  header('x-autorespond') !== ''

const answers = ({ parts }: Mail, how: RegExp) =>
  parts.some(
    ({ type, text }) =>
      (type === 'text/calendar' || type === 'application/ics') && /^method:reply\b/im.test(text) && how.test(text),
  )
/** A calendar that says of itself that its owner comes; and one that says that they do not, which somebody has to read. */
const isCalendarYes = (mail: Mail) => answers(mail, /partstat=(accepted|tentative)/i) && !isCalendarNo(mail)
const isCalendarNo = (mail: Mail) => answers(mail, /partstat=declined/i)

const namesIn = (text: string) => (text.match(/<[^<>\s]{1,200}>/g) ?? []).slice(-mostNames)
/** The head of a mail, its folded lines made one. */
const headOf = (text: string) => text.split(/\r?\n\r?\n/, 1)[0]!.replace(/\r?\n[ \t]+/g, ' ')

/** What of an answer its writer wrote: without what is quoted, who wrote what is, and what a program puts under it. */
export function ownWords(text: string): string {
  const lines: string[] = []
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*(-{2,}\s*(original message|forwarded)|_{10,}\s*$)/i.test(line)) break
    if (/^\s*from:\s/i.test(line) || line === '-- ') break
    if (/^\s*>/.test(line) || /^\s*on\b.{4,200}\bwrote:\s*$/i.test(line)) continue
    if (/^\s*(sent from my|sent from outlook|get outlook for)\b/i.test(line)) continue
    lines.push(line)
  }
  // A line that says who wrote what is quoted is often folded.
  return lines.join('\n').replace(/(^|\n)\s*on\b[^\n]{4,200}\n[^\n]{0,200}\bwrote:\s*(?=\n|$)/gi, '\n')
}
