import { html, type Piece } from '#lib/html'

/** What becomes of sessions that have begun: nobody can be given them. */
export const underWayWords = (many: number): Piece =>
  many > 0 &&
  html`<p>
    ${many === 1 ? '1 session has begun. It is not moved: its client is called.' : `${many} sessions have begun. They are not moved: their clients are called.`}
  </p>`
