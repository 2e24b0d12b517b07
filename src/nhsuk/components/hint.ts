// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'

export type HintParams = {
  /** If `html` is set, this is not required. */
  text?: string | undefined
  /** If `text` is set, this is not required. */
  html?: SafeHtml | undefined
  /** The `id` attribute to add to the hint. */
  id?: string | undefined
  /** Classes to add to the hint. */
  classes?: string | undefined
  /** HTML attributes (for example data attributes) to add to the hint. */
  attributes?: Attributes | undefined
}

/** The official component "hint"; its content may be given as `inside`. */
export const hint = component<HintParams>('hint', 'hint')
