// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'

export type BackLinkParams = {
  /** The ID of the back link. */
  id?: string | undefined
  /** Text to use within the back link component. */
  text?: string | undefined
  /** HTML to use within the back link component. */
  html?: SafeHtml | undefined
  /** Type of back link as a button – `"button"` or `"submit"`. */
  type?: string | undefined
  /** The back link `href` attribute. */
  href?: string | undefined
  /** Optional variant of back link. */
  variant?: string | undefined
  /** Classes to add to the back link component. */
  classes?: string | undefined
  /** HTML attributes (for example data attributes) to add to the back link component. */
  attributes?: Attributes | undefined
  /** An optional visually hidden prefix used before the back link text, for example `"Back to"` used by the breadcrumbs component. */
  visuallyHiddenText?: string | undefined
  /** @deprecated Configured automatically if `href` is provided. */
  element?: string | undefined
}

/** The official component "back-link"; its content may be given as `inside`. */
export const backLink = component<BackLinkParams>('back-link', 'backLink')
