import {
  askClientCode,
  browserOf,
  deviceWords,
  mayAskAgain,
  readCode,
  readContact,
  type Browser,
  type Wants,
} from '#identity'
import { field, page, seeOther, type Reply, type Visit } from '#web'
import { codePage, contactPage, type CodeWords, type ContactWords } from './pages/code.ts'
import { planCode } from './plan.ts'
import type { PrivacyPorts } from './ports.ts'

/** The words of a way that asks for a contact and then for the code that it was sent. */
export type Way = { wants: Wants; contact: ContactWords; code: CodeWords }

/** What to say beside the field. */
export const contactSentences = {
  noContact: 'Enter your email address or phone number',
  tooMany: 'Too many codes were asked for. Wait 15 minutes, then ask again',
  wrongCode: 'That code is not right, or it is too old. Codes last 10 minutes',
}

/** Asks for a contact: says the same for each, and issues a code and plans its message for each. */
export async function askForCode(
  { db, clock, codeKey, contactKey }: PrivacyPorts,
  visit: Visit,
  way: Way,
): Promise<Reply> {
  const typed = field(visit, 'contact').slice(0, 400)
  const again = (error: string, status: number) => page(contactPage({ ...way.contact, typed, error }), { status })
  const contact = readContact(contactKey, typed)
  if (!contact) return again(contactSentences.noContact, 422)
  const browser = browserOf(visit)
  const issued = await db.withActor(browser.actor, async (tx) => {
    // Counted first, for every address alike; where it cannot be counted, nothing is sent.
    if (!(await mayAskAgain(tx, codeKey, { what: 'code', address: visit.address }))) return 'too-many'
    const answer = await askClientCode(tx, codeKey, { contact, browser, wants: way.wants })
    if (answer !== 'too-many') await planCode(tx, clock, answer.codeId, contact, way.wants)
    return answer
  })
  if (issued !== 'too-many') return seeOther(way.code.action, browser.cookies)
  return { ...again(contactSentences.tooMany, 429), headers: { 'retry-after': '900' } }
}

/** Takes the code that somebody entered, or gives the page again: one answer for every code that is not right. */
export async function enterCode(
  visit: Visit,
  way: Way,
  work: (given: { code: string; browser: Browser; requestId: string; device: string }) => Promise<Reply | null>,
): Promise<Reply> {
  const typed = field(visit, 'code').slice(0, 100)
  const code = readCode(typed)
  const done =
    code &&
    (await work({
      code,
      browser: browserOf(visit),
      requestId: visit.requestId,
      device: deviceWords(visit.headers['user-agent']),
    }))
  return done || page(codePage({ ...way.code, typed, error: contactSentences.wrongCode }), { status: 422 })
}
