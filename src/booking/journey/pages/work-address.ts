import { html } from '#lib/html'
import { button } from '#nhsuk'
import { layout } from '#web'
import { keptCaption } from './question.ts'

const title = 'This looks like a work address'

export type WorkAddressPage = {
  email: string
  action?: string
  back?: string
  /** Fields that go along with either answer. */
  carried?: Readonly<Record<string, string | readonly string[]>>
  /** The time that is kept meanwhile, in words. */
  kept?: string | undefined
}

/** An interruption: people at work may see what arrives there. Carrying on is one press. */
export const workAddressPage = ({
  email,
  action = '/book/work-address',
  back = '/book/contact',
  carried = {},
  kept,
}: WorkAddressPage) =>
  layout({
    title,
    back,
    body: html`${keptCaption(kept)}
      <h1 class="nhsuk-heading-l">${title}</h1>
      <p>You gave <strong>${email}</strong>.</p>
      <p>
        Some employers can see what arrives in work inboxes and calendars. Our messages say only “Your appointment” and when it
        is. A personal address is safer.
      </p>
      <form method="post" action="${action}" novalidate>
        ${Object.entries(carried).flatMap(([name, values]) => [values].flat().map((value) => html`<input type="hidden" name="${name}" value="${value}">`))}
        ${button({ text: 'Use another', name: 'choice', value: 'another' })}
        ${button({ text: 'Carry on', name: 'choice', value: 'carry-on', variant: 'secondary' })}
      </form>`,
  })
