import { randomUUID } from 'node:crypto'
import { emailSentences, normaliseEmail } from '#identity'
import { formId } from '#lib/form-id'
import { isUuid } from '#lib/text'
import { field, page, type Route, type Visit } from '#web'
import type { RecordPorts } from '../ports.ts'
import { complain } from './complain.ts'
import { complainedPage, complaintPage } from './page.ts'
import { wrongWords, type Wrong } from './rules.ts'

/** Complaining about how one's data was used: signed in or not. */
export const complaintRoutes = (ports: RecordPorts): Route[] => [
  {
    method: 'GET',
    path: '/data-complaint',
    may: 'anyone',
    handle: async () => page(complaintPage({ id: randomUUID(), typed: { words: '', email: '' } })),
  },
  {
    method: 'POST',
    path: '/data-complaint',
    may: 'anyone',
    takes: 'form',
    handle: (visit) => take(ports, visit),
  },
]

async function take(ports: RecordPorts, visit: Visit) {
  const typed = { words: field(visit, 'words'), email: field(visit, 'email') }
  const id = isUuid(field(visit, 'id')) ? field(visit, 'id') : randomUUID()
  const read = typed.email === '' ? null : normaliseEmail(typed.email)
  const words = wrongWords(typed.words)
  const wrong: Wrong = {
    ...(words === null ? {} : { words }),
    ...(read && 'refusal' in read ? { email: emailSentences[read.refusal] } : {}),
  }
  if (Object.keys(wrong).length > 0) return page(complaintPage({ id, typed, wrong }), { status: 422 })
  const email = read && 'email' in read ? read.email : null
  return page(
    complainedPage(await complain(ports, { id: formId(id, typed), words: typed.words, email }, visit.requestId)),
  )
}
