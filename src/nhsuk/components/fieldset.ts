// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'
import type { LegendParams } from './legend.ts'

export type FieldsetParams = {
  /** The ID of the fieldset. */
  id?: string | undefined
  /** One or more element IDs to add to the `aria-describedby` attribute, used to provide additional descriptive information for screenreader users. */
  describedBy?: string | undefined
  /** The legend for the fieldset component. */
  legend?: Partial<LegendParams> | string | SafeHtml | null | boolean | undefined
  /** Classes to add to the fieldset container. */
  classes?: string | undefined
  /** Optional ARIA `role` attribute. */
  role?: string | undefined
  /** HTML attributes (for example data attributes) to add to the fieldset container. */
  attributes?: Attributes | undefined
  /** HTML to use within the fieldset element. */
  html?: SafeHtml | undefined
}

/** The official component "fieldset"; its content may be given as `inside`. */
export const fieldset = component<FieldsetParams>('fieldset', 'fieldset')
