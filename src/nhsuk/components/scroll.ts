// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'

export type ScrollParams = {
  /** The `id` to add to the scroll component. */
  id?: string | undefined
  /** One or more element IDs to add to the scrolling content `aria-labelledby` attribute, used to provide accessible names for screenreader users. */
  labelledBy?: string | undefined
  /** If `html` is set, this is not required. */
  text?: string | undefined
  /** If `text` is set, this is not required. */
  html?: SafeHtml | undefined
  /** Optional variant of scroll. */
  variant?: string | undefined
  /** Classes to add to the scroll component. */
  classes?: string | undefined
  /** HTML attributes (for example data attributes) to add to the scroll component. */
  attributes?: Attributes | undefined
}

/** The official component "scroll"; its content may be given as `inside`. */
export const scroll = component<ScrollParams>('scroll', 'scroll')
