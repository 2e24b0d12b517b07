// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'

export type InsetTextParams = {
  /** The ID of the inset text component. */
  id?: string | undefined
  /** Text content to be used within the inset text component. */
  text?: string | undefined
  /** HTML content to be used within the inset text component. */
  html?: SafeHtml | undefined
  /** Classes to add to the inset text. */
  classes?: string | undefined
  /** HTML attributes (for example data attributes) to add to the inset text. */
  attributes?: Attributes | undefined
  /** A visually hidden prefix used before the inset text. */
  visuallyHiddenText?: string | undefined
}

/** The official component "inset-text"; its content may be given as `inside`. */
export const insetText = component<InsetTextParams>('inset-text', 'insetText')
