// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'

export type SkipLinkParams = {
  /** The ID of the skip link. */
  id?: string | undefined
  /** If `html` is set, this is not required. */
  text?: string | undefined
  /** If `text` is set, this is not required. */
  html?: SafeHtml | undefined
  /** The skip link `href` attribute. */
  href?: string | undefined
  /** Classes to add to the skip link. */
  classes?: string | undefined
  /** HTML attributes (for example data attributes) to add to the skip link. */
  attributes?: Attributes | undefined
}

/** The official component "skip-link"; its content may be given as `inside`. */
export const skipLink = component<SkipLinkParams>('skip-link', 'skipLink')
