import { codeToSend } from '#identity'
import type { Tx } from '#lib/sql'
import {
  cancelled,
  cancelledText,
  code,
  codeText,
  confirmation,
  confirmationText,
  keep,
  keepText,
  missed,
  missedText,
  moved,
  movedText,
  moveLink,
  moveLinkText,
  newOnPage,
  newOnPageText,
  reassigned,
  reassignedText,
  reminder,
  reminderText,
  soonText,
  TooMany,
  type Letter,
  type Renderer,
} from '#notifications'
import { bookingCalendar } from '../calendar.ts'
import { channelOf } from '../channel.ts'
import { floods, floodsOther, historyOf, saidOf } from './queries.ts'
import { isOtherWay } from './other-way.ts'
import { saidOfReply } from '../replies/answer.ts'
import { aboutAway } from './about-away.ts'
import { aboutSooner } from './about-sooner.ts'
import { contactsOf, factsOf, type Facts, type RenderPorts, type Said } from './facts.ts'
import { kinds } from './kinds.ts'
import { mail, textTo } from './mail.ts'
import { aboutMissedCover } from './missed-cover.ts'
import { toCoach } from './to-coach.ts'
import { toCoachAway } from './to-coach-away.ts'
import { toLead } from './to-lead.ts'

type Way = { letter: (facts: Facts) => Letter; text: (facts: Facts) => string; calendar?: 'REQUEST' | 'CANCEL' }
/** How each message of a booking is written, from the booking as it is at the moment of sending. */
export function bookingRenderers(ports: RenderPorts): Record<string, Renderer> {
  const ways: Record<string, Way> = {
    [kinds.confirmation]: { letter: confirmation, text: confirmationText, calendar: 'REQUEST' },
    [kinds.moved]: { letter: moved, text: movedText, calendar: 'REQUEST' },
    [kinds.reassigned]: { letter: reassigned, text: reassignedText, calendar: 'REQUEST' },
    [kinds.cancelled]: { letter: cancelled, text: cancelledText, calendar: 'CANCEL' },
    'reminder-day': { letter: reminder, text: reminderText },
    'reminder-hours': { letter: reminder, text: reminderText },
    'reminder-soon': { letter: reminder, text: soonText },
  }
  return {
    ...Object.fromEntries(Object.entries(ways).map(([kind, way]) => [kind, clientRenderer(ports, way)])),
    [kinds.coachNew]: toCoach(ports),
    [kinds.coachMoved]: toCoach(ports),
    [kinds.coachCancelled]: toCoach(ports),
    [kinds.coachAway]: toCoachAway(ports),
    [kinds.coachKeeps]: aboutMissedCover(ports),
    [kinds.coachMissed]: aboutMissedCover(ports),
    [kinds.coachDeclined]: aboutMissedCover(ports),
    [kinds.coachLetGo]: aboutMissedCover(ports),
    [kinds.unacknowledged]: toLead(ports),
    [kinds.alternatives]: aboutAway(ports),
    [kinds.stands]: aboutAway(ports),
    [kinds.sooner]: aboutSooner(ports),
    [kinds.recordOpened]: newOnPageRenderer(ports),
    [kinds.moveLink]: moveLinkRenderer(ports),
    [kinds.missed]: missedRenderer(ports),
    [kinds.findCode]: codeRenderer(ports),
    [kinds.keepCode]: codeRenderer(ports),
  }
}

/** Nothing is said of a state that has passed: after a move or a cancellation only the new state speaks. */
const clientRenderer =
  (ports: RenderPorts, { letter, text, calendar }: Way): Renderer =>
  async (tx, message) => {
    const said = await saidOf.one(tx, message.subjectId)
    if (!said || said.sequence !== message.subjectSequence) return null
    if (calendar !== 'CANCEL' && (said.status !== 'booked' || said.over)) return null
    // Who was asked to choose another time is not reminded of the one that cannot be.
    if (message.kind.startsWith('reminder') && (said.started || said.asked || hasStopped(said, message))) return null
    const flooded =
      message.channel === channelOf(said)
        ? await floods.one(tx, said.id)
        : isOtherWay(message, said) && (await floodsOther.one(tx, said.id, message.channel))
    if (flooded && flooded.yes) throw new TooMany('So many in a day')
    const was = message.kind === kinds.moved ? await timeBefore(tx, said) : null
    const facts = { ...factsOf(ports, said), was }
    const { email, phone } = await contactsOf(ports, said)
    if (message.channel === 'text') return textTo(phone, text(facts))
    if (!email) return null
    const { subject, text: plain, html } = letter(facts)
    const invitation = { stampedAt: said.changedAt, organizer: ports.mailbox, attendee: email }
    return {
      channel: 'email',
      to: email,
      subject,
      text: plain,
      html,
      ...(calendar
        ? { calendar: { method: calendar, content: bookingCalendar(said, { method: calendar, ...invitation }) } }
        : {}),
    }
  }

/** When a booking that has moved was before, where that was another time. */
async function timeBefore(tx: Tx, { id, sequence, startsAt }: Said): Promise<Temporal.Instant | null> {
  const before = (await historyOf(tx, id)).filter((change) => change.sequence < sequence).at(-1)
  return before && !before.startsAt.equals(startsAt) ? before.startsAt : null
}

/** That there is something to read on the client's own page; what, is said there and not here. */
const newOnPageRenderer =
  (ports: RenderPorts): Renderer =>
  async (tx, message) => {
    const said = await saidOf.one(tx, message.subjectId)
    const link = `${ports.baseUrl}/you/opened`
    if (!said) return null
    const { email, phone } = await contactsOf(ports, said)
    if (message.channel === 'text') return textTo(phone, newOnPageText({ link }))
    return email ? mail(email, newOnPage({ link })) : null
  }

/** Who answers MOVE is told where to do it; the text itself changes nothing. */
const moveLinkRenderer =
  (ports: RenderPorts): Renderer =>
  async (tx, message) => {
    const said = await saidOfReply(tx, message.subjectId)
    if (!said || said.status !== 'booked' || said.started) return null
    const { email, phone } = await contactsOf(ports, said)
    if (message.channel === 'text') return textTo(phone, moveLinkText(factsOf(ports, said)))
    return email ? mail(email, moveLink(factsOf(ports, said))) : null
  }

/** A kind word to whoever missed a session, unless it came out otherwise after all, or they asked for no messages that way. */
const missedRenderer =
  (ports: RenderPorts): Renderer =>
  async (tx, message) => {
    const said = await saidOf.one(tx, message.subjectId)
    if (!said || said.status !== 'noshow' || hasStopped(said, message)) return null
    const link = `${ports.baseUrl}/book`
    const { email, phone } = await contactsOf(ports, said)
    if (message.channel === 'text') return textTo(phone, missedText({ link }))
    return email ? mail(email, missed({ startsAt: said.startsAt, link })) : null
  }

/** Whether they asked, in an answer, for no more of what they can do without, by the way that a message goes. */
const hasStopped = (said: Said, { channel }: { channel: string }) =>
  channel === 'text' ? said.stopped : said.mailStopped

/**
 * A code goes to the contact that the booking holds, never to what somebody typed; the one to keep it by, only while it
 * can be kept.
 */
const codeRenderer =
  (ports: RenderPorts): Renderer =>
  async (tx, message) => {
    const sent = await codeToSend(tx, ports.codeKey, message.subjectId)
    const said = sent && (await saidOf.one(tx, sent.subject))
    if (!said) return null
    const { email, phone } = await contactsOf(ports, said)
    const byText = channelOf(said) === 'text'
    const until = said.status === 'booked' ? said.releaseAt : null
    const facts = until && { ...factsOf(ports, said), code: sent.code, until }
    if (message.kind !== kinds.keepCode)
      return byText || !email ? textTo(phone, codeText(sent.code)) : mail(email, code(sent.code))
    if (!facts) return null
    if ((await floods.one(tx, said.id))!.yes) throw new TooMany('So many in a day')
    return byText || !email ? textTo(phone, keepText(facts)) : mail(email, keep(facts))
  }
