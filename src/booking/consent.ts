import { html, type Piece, type SafeHtml } from '#lib/html'

/** The day on which the words below were last changed: what is kept of what somebody agreed to. */
export const consentVersion = '2026-11-27'

/**
 * What everybody is told before they book, and agrees to by booking: read on the last page, or read out on the telephone.
 * Other words are another version; a test holds the two together.
 */
export const consentWords = ({ unsure, phoneGiven, readOut = false }: Consent): SafeHtml => html`
      <p>
        Your coach sees: the name you gave, which coaching it is${unsure && ' and that you are not sure which you want'}, when and
        how you talk, and any help or changes you asked for.
        ${phoneGiven && 'They can see your phone number only around the appointment.'} Booking staff see only the time and how to
        reach you, if something goes wrong.
      </p>
      <p>What you say is confidential. The limit: if somebody could be seriously harmed, your coach may have to tell someone who can help. They would talk to you first wherever that is safe. ${more('/privacy', 'What we keep and who can see it', readOut)}</p>
      <p>We do not tell your employer that you booked. ${more('/what-your-employer-can-see', 'What your employer can see', readOut)}</p>`

type Consent = {
  unsure: boolean
  phoneGiven: boolean
  /** Read out to somebody: the same words, with nowhere to go from them. */
  readOut?: boolean
}

const more = (path: string, text: string, readOut: boolean): Piece =>
  html`There is more under “${readOut ? text : html`<a href="${path}">${text}</a>`}”.`
