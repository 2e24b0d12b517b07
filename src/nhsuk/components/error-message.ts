// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'

export type ErrorMessageParams = {
  /** If `html` is set, this is not required. */
  text?: string | undefined
  /** If `text` is set, this is not required. */
  html?: SafeHtml | undefined
  /** The `id` attribute to add to the error message `<span>` tag. */
  id?: string | undefined
  /** Classes to add to the error message `<span>` tag. */
  classes?: string | undefined
  /** HTML attributes (for example data attributes) to add to the error message `<span>` tag. */
  attributes?: Attributes | undefined
  /** A visually hidden prefix used before the error message. */
  visuallyHiddenText?: string | undefined
}

/** The official component "error-message"; its content may be given as `inside`. */
export const errorMessage = component<ErrorMessageParams>('error-message', 'errorMessage')
