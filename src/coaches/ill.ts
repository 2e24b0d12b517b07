import { html } from '#lib/html'
import { civilDate, startOfDay } from '#lib/time'
import { page, seeOther } from '#web'
import { recordAbsence } from './absence.ts'
import { formPage } from './pages/parts.ts'
import type { Handle } from './turn.ts'

export const illPath = '/team/times/ill'

/** What a coach who is ill reads before the one press that is needed. */
export const askIll: Handle = async ({ coach }) =>
  page(
    formPage({
      title: 'I am ill today',
      team: coach.name,
      back: '/team/today',
      action: illPath,
      errors: {},
      before: html`<p>Press the button, and get well. Nothing more can be booked with you today.</p>
        <p>
          Each session that is still to come today goes to another coach at the same time. Where nobody can, its client is asked to
          choose another time, or is told and called. You need do nothing else.
        </p>`,
      fields: null,
      submit: 'I am ill today',
    }),
  )

/** From now until the end of today. */
export const sayIll: Handle = async ({ tx, visit, coach, acting }) => {
  const endsAt = startOfDay(civilDate(visit.now).add({ days: 1 }))
  await recordAbsence(tx, coach.id, { startsAt: visit.now, endsAt }, 'ill', acting)
  return seeOther('/team/times')
}
