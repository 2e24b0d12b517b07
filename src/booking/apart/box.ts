import { html, type Piece } from '#lib/html'
import { button, details } from '#nhsuk'

/** For a coach who knows whom a session ahead is with: one press, and no reason asked. */
export const knownBox = ({ id, status, ahead }: { id: string; status: string; ahead: boolean }): Piece =>
  status === 'booked' &&
  ahead &&
  details({
    summaryText: 'Do you know this person?',
    html: html`<p>
        Then somebody else takes this session. You need not say why, and they are told only that you cannot be there. You see
        nothing more of them at once, and are not offered to them again. It cannot be undone.
      </p>
      <form method="post" action="/team/sessions/${id}/known" novalidate>
        ${button({ text: 'I know this person', variant: 'secondary', preventDoubleClick: true })}
      </form>`,
  })
