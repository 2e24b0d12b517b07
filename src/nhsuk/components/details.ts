// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'

export type DetailsParams = {
  /** Summary element content (the visible part of the details element). */
  summary?:
    | {
        /** If `html` is set, this is not required. */
        text?: string | undefined
        /** If `text` is set, this is not required. */
        html?: SafeHtml | undefined
        /** Classes to add to the summary element. */
        classes?: string | undefined
        /** HTML attributes (for example data attributes) to add to the summary element. */
        attributes?: Attributes | undefined
      }
    | string
    | SafeHtml
    | undefined
  /** @deprecated Replaced by the `summary.text` option. */
  summaryText?: string | undefined
  /** @deprecated Replaced by the `summary.html` option. */
  summaryHtml?: SafeHtml | undefined
  /** If `html` is set, this is not required. */
  text?: string | undefined
  /** If `text` is set, this is not required. */
  html?: SafeHtml | undefined
  /** The `id` to add to the details element. */
  id?: string | undefined
  /** If `true`, details element will be expanded. */
  open?: boolean | undefined
  /** Optional variant of details. */
  variant?: string | undefined
  /** Classes to add to the details element. */
  classes?: string | undefined
  /** HTML attributes (for example data attributes) to add to the details element. */
  attributes?: Attributes | undefined
}

/** The official component "details"; its content may be given as `inside`. */
export const details = component<DetailsParams>('details', 'details')
