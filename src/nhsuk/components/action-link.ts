// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'

export type ActionLinkParams = {
  /** The ID of the action link. */
  id?: string | undefined
  /** If `html` is set, this is not required. */
  text?: string | undefined
  /** If `text` is set, this is not required. */
  html?: SafeHtml | undefined
  /** Type of action link as a button – `"button"` or `"submit"`. */
  type?: string | undefined
  /** The action link `href` attribute. */
  href?: string | undefined
  /** If set to `true`, then the action link will open in a new window. */
  openInNewWindow?: boolean | undefined
  /** Optional variant of action link. */
  variant?: string | undefined
  /** Classes to add to the action link component. */
  classes?: string | undefined
  /** HTML attributes (for example data attributes) to add to the action link component. */
  attributes?: Attributes | undefined
  /** @deprecated Configured automatically if `href` is provided. */
  element?: string | undefined
}

/** The official component "action-link"; its content may be given as `inside`. */
export const actionLink = component<ActionLinkParams>('action-link', 'actionLink')
