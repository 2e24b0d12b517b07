import { normalisePhone, takesTexts } from '#identity'
import type { KeyHolder } from '#vault'
import { field, fields, page, seeOther, type Visit } from '#web'
import type { Handle } from '../turn.ts'
import { noTextsPage, toldPage } from './page.ts'
import { readWays, type ReadNumber, type TypedWays } from './rules.ts'
import { chooseWays, textsOf } from './ways.ts'

export type ToldPorts = {
  vault: Pick<KeyHolder, 'make'>
  /** Whether there is a way to send texts. */
  textSender: boolean
}

/** Shows a coach how they are told of sessions, to be changed. */
export const askWays =
  ({ textSender }: ToldPorts): Handle =>
  async ({ tx, coach }) => {
    const texts = await textsOf(tx, coach.id)
    const shown = { team: coach.name, email: coach.email, ending: texts?.ending ?? null }
    if (!textSender) return page(noTextsPage(shown))
    const typed = { mail: texts?.withMail ?? true, text: texts !== null, phone: '' }
    return page(toldPage({ ...shown, typed, errors: {} }))
  }

/** Keeps what the coach chose, or shows it again with what is wrong. */
export const keepWays =
  ({ vault, textSender }: ToldPorts): Handle =>
  async ({ tx, visit, coach, by }) => {
    const texts = await textsOf(tx, coach.id)
    const typed = typedIn(visit)
    // Without a way to send texts there is one choice, and it takes the number away.
    const read = readWays(textSender ? typed : { mail: true, text: false, phone: '' }, texts !== null, readNumber)
    if ('errors' in read) {
      const shown = { team: coach.name, email: coach.email, ending: texts?.ending ?? null }
      return page(toldPage({ ...shown, typed, errors: read.errors }), { status: 422 })
    }
    await chooseWays(tx, vault, coach.id, read.chosen, by)
    return seeOther('/team/profile')
  }

function typedIn(visit: Visit): TypedWays {
  const ways = fields(visit, 'ways')
  return { mail: ways.includes('mail'), text: ways.includes('text'), phone: field(visit, 'phone').slice(0, 200) }
}

function readNumber(text: string): ReadNumber {
  const read = normalisePhone(text)
  if ('refusal' in read) return { refusal: read.refusal === 'premium' ? 'premium' : 'none' }
  return { phone: read.phone, takesTexts: takesTexts(read.phone) }
}
