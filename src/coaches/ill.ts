import { html } from '#lib/html'
import { civilDate, startOfDay } from '#lib/time'
import { layout, page, seeOther } from '#web'
import { absenceNow, endAbsence, isIllToday, recordAbsence } from './absence.ts'
import { awayNow, backPath, illPath } from './pages/away-now.ts'
import { formPage } from './pages/parts.ts'
import { underWayWords } from './pages/under-way.ts'
import type { Handle } from './turn.ts'

export { backPath, illPath }

/** What a coach who is ill reads before the one press that is needed: what becomes of the sessions of today. */
export const askIll: Handle = async ({ tx, visit, coach, acting }) => {
  const title = 'I am ill today'
  const shared = { title, back: '/team/today' }
  const away = await absenceNow(tx, coach.id, visit.now)
  if (away)
    return page(
      layout({
        ...shared,
        team: { name: coach.name },
        body: html`<h1 class="nhsuk-heading-l">${title}</h1>
          ${awayNow(away, visit.now)}`,
      }),
    )
  const today = civilDate(visit.now)
  const coming = (await acting.rehoming.ahead(tx, coach.id)).filter(({ startsAt }) => civilDate(startsAt).equals(today))
  const underWay = await acting.rehoming.underWay(tx, coach.id)
  return page(
    formPage({
      ...shared,
      team: coach.name,
      action: illPath,
      errors: {},
      before: html`<p>Press the button, and get well. Nothing more can be booked with you today.</p>
        <p>${comingWords(coming.length)} You need do nothing else.</p>
        ${underWayWords(underWay.length)}`,
      fields: null,
      submit: title,
    }),
  )
}

function comingWords(many: number): string {
  if (many === 0) return 'No session of yours is still to come today.'
  const [which, where] =
    many === 1
      ? ['1 session is still to come today. It goes', 'Where nobody can, its client is']
      : [`${many} sessions are still to come today. Each goes`, 'Where nobody can, the client is']
  return `${which} to another coach at the same time. ${where} asked to choose another time, or is told and called.`
}

/** From now until the end of today. Whoever signed in by a code reads on Today what comes of it: their times need more. */
export const sayIll: Handle = async ({ tx, visit, coach, acting }) => {
  const endsAt = startOfDay(civilDate(visit.now).add({ days: 1 }))
  await recordAbsence(tx, coach.id, { startsAt: visit.now, endsAt }, 'ill', acting)
  return seeOther(visit.viewer.level === 'strong' ? '/team/times' : '/team/today')
}

/** Takes back that they are ill today, and nothing else. Once it is, Today says what is so. */
export const sayBack: Handle = async ({ tx, visit, coach, acting }) => {
  const away = await absenceNow(tx, coach.id, visit.now)
  if (away && isIllToday(away, visit.now)) await endAbsence(tx, coach.id, away.id, acting)
  return seeOther('/team/today')
}
