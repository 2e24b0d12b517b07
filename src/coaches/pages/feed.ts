import { html, type SafeHtml } from '#lib/html'
import { button, insetText } from '#nhsuk'
import { layout } from '#web'

export type FeedPage = {
  team: string
  /** When the address that works now was made, in words; null where there is none. */
  made: string | null
  /** The new address, shown this once. */
  address: string | null
}

/** A coach's private calendar feed: when its address was made, and a way to make another. */
export const feedPage = ({ team, made, address }: FeedPage): SafeHtml =>
  layout({
    title: 'Your calendar feed',
    back: '/team/times',
    team: { name: team },
    body: html`
      <h1 class="nhsuk-heading-l">Your calendar feed</h1>
      <p>Add this address to your own calendar to see when you have sessions. It only says that you are busy: no names, no topics.</p>
      ${address !== null && shown(address)}
      ${
        address === null &&
        html`<p>${made === null ? 'You have no address yet.' : `Your address was made on ${made}. We keep no copy of it.`}</p>`
      }
      <form method="post" action="/team/feed" novalidate>
        ${button({
          text: made === null ? 'Make my address' : 'Make a new address',
          variant: address === null ? undefined : 'secondary',
          preventDoubleClick: true,
        })}
      </form>
      ${made !== null && html`<p>When you make a new address, the one before stops working.</p>`}
    `,
  })

const shown = (address: string) =>
  insetText({
    html: html`<h2 class="nhsuk-heading-s">Your new address</h2>
      <p>${address}</p>
      <p>Copy it now: it is shown this once. Anybody who has it can see when you are busy, so give it to nobody.</p>`,
  })
