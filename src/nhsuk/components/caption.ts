// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'

export type CaptionParams = {
  /** The ID of the caption. */
  id?: string | undefined
  /** HTML element for the caption – for example, `"span"`, `"p"`, `"h2"` or `"h3"`. */
  element?: string | undefined
  /** If `html` is set, this is not required. */
  text?: string | undefined
  /** If `text` is set, this is not required. */
  html?: SafeHtml | undefined
  /** Placement of the caption relative to the heading – `"before"`, `"after"`, `"start"` or `"end"`. */
  placement?: string | undefined
  /** Size of the caption – `"m"`, `"l"`, `"xl"` or `"xxl"`. */
  size?: string | undefined
  /** Classes to add to the caption. */
  classes?: string | undefined
  /** HTML attributes (for example data attributes) to add to the caption. */
  attributes?: Attributes | undefined
}

/** The official component "caption"; its content may be given as `inside`. */
export const caption = component<CaptionParams>('caption', 'caption')
