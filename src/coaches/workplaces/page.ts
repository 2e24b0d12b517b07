import { html, type SafeHtml } from '#lib/html'
import { button, errorSummary, input, radios } from '#nhsuk'
import type { FoundWorkplace } from '#organisations'
import { layout } from '#web'

export type WorkplacesPage = {
  team: string
  places: readonly { id: string; name: string }[]
  words: string
  /** What there is by the words; null before anything was looked for. */
  found: readonly FoundWorkplace[] | null
  errors: Readonly<Record<string, string>>
}

const path = '/team/profile/workplaces'

/** Where a coach works besides: nobody who says that they work there too is offered this coach. */
export const workplacesPage = ({ team, places, words, found, errors }: WorkplacesPage): SafeHtml => {
  const wrong = Object.entries(errors)
  return layout({
    title: 'Where else you work',
    back: '/team/profile',
    team: { name: team },
    error: wrong.length > 0,
    body: html`${
      wrong.length > 0 &&
      errorSummary({
        titleText: 'There is a problem',
        errorList: wrong.map(([id, text]) => ({ text, href: `#${id}` })),
      })
    }
      <h1 class="nhsuk-heading-l">Where else you work</h1>
      <p>Nobody who tells us that they work there too is offered you. They are not told why, and you are told nothing of them.</p>
      <p>Only you can see this list. Sessions that are booked already mostly stay: if you know somebody, say so on the session’s page.</p>
      ${
        places.length === 0
          ? html`<p>You have named no workplace.</p>`
          : html`<ul class="nhsuk-list">
            ${places.map(
              ({ id, name }) => html`<li>
                <form method="post" action="${path}/${id}/remove" novalidate>
                  <p>${name}</p>
                  ${button({
                    html: html`Remove<span class="nhsuk-u-visually-hidden">: ${name}</span>`,
                    variant: 'secondary',
                    small: true,
                    preventDoubleClick: true,
                  })}
                </form>
              </li>`,
            )}
          </ul>`
      }
      <form method="post" action="${path}" novalidate>
        ${input({
          id: 'words',
          name: 'words',
          value: words,
          label: { text: 'Add a workplace: its name, town or postcode', size: 'm' },
          autocomplete: 'off',
          errorMessage: errors['words'],
        })}
        ${button({ text: 'Find', name: 'find', value: 'yes', variant: 'secondary' })}
        ${
          found !== null &&
          found.length > 0 &&
          radios({
            idPrefix: 'place',
            name: 'place',
            fieldset: { legend: { text: 'Which one?', size: 's' } },
            errorMessage: errors['place'],
            items: found.map(({ code, name, town, postcode }) => ({
              value: code,
              text: name,
              hint: { text: `${town}, ${postcode}` },
            })),
          })
        }
        ${found !== null && found.length > 0 && button({ text: 'Add', preventDoubleClick: true })}
      </form>`,
  })
}
