import { html, type SafeHtml } from '#lib/html'
import { layout } from '#web'
import { calls } from './calls.ts'
import { everyProblem } from './problems.ts'

/** The API for people: the calls, and under the anchor that a problem's type names what each refusal means. */
export const readablePage = (): SafeHtml =>
  layout({
    title: 'Booking from another system',
    body: html`<h1 class="nhsuk-heading-l">Booking from another system</h1>
      <p>
        Every call carries <code>Authorization: Bearer</code> and a key that the operator makes. The whole description is
        <a href="/api/openapi.json">an OpenAPI 3.1 document</a>.
      </p>
      <ul class="nhsuk-list nhsuk-list--bullet">
        ${calls.map(({ method, path, summary }) => html`<li><code>${method.toUpperCase()} ${path}</code>: ${summary}</li>`)}
      </ul>
      <h2 class="nhsuk-heading-m">Times</h2>
      <p>
        Times are sent as RFC 3339 writes them, with seconds and any offset, such as <code>2026-11-23T18:30:00Z</code>, and are
        answered with London’s offset.
      </p>
      <h2 class="nhsuk-heading-m">When a call is refused</h2>
      <p>
        The answer is a problem document: <code>application/problem+json</code>. Its <code>type</code> leads to one of these
        codes.
      </p>
      ${everyProblem.map(
        ({
          code,
          status,
          meaning,
        }) => html`<h3 class="nhsuk-heading-s" id="${code}"><code>${code}</code>, status ${status}</h3>
          <p>${meaning}</p>`,
      )}`,
  })
