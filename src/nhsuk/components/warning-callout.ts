// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'
import type { HeadingParams } from './heading.ts'

export type WarningCalloutParams = {
  /** The ID of the warning callout. */
  id?: string | undefined
  /** Heading to be used on the warning callout. */
  heading?:
    | (Partial<HeadingParams> & {
        /** The ID of the heading. */
        id?: string | undefined
        /** If `html` is set, this is not required. */
        text?: string | undefined
        /** If `text` is set, this is not required. */
        html?: SafeHtml | undefined
        /** A visually hidden suffix added to the heading. */
        visuallyHiddenText?: string | undefined
        /** Optional heading level for the heading. */
        level?: number | undefined
        /** Classes to add to the heading. */
        classes?: string | undefined
        /** HTML attributes (for example data attributes) to add to the heading. */
        attributes?: Attributes | undefined
      })
    | string
    | SafeHtml
    | null
    | boolean
    | undefined
  /** @deprecated Replaced by the `heading.level` option. */
  headingLevel?: number | undefined
  /** @deprecated Replaced by the `heading.classes` option. */
  headingClasses?: string | undefined
  /** Text content to be used within the warning callout. */
  text?: string | undefined
  /** HTML content to be used within the warning callout. */
  html?: SafeHtml | undefined
  /** Can be used to add actions to the warning callout. */
  actions?:
    | {
        /** Array of actions as links for use in the warning callout. */
        items?:
          | readonly (
              | {
                  /** The ID of the action item. */
                  id?: string | undefined
                  /** If `html` is set, this is not required. */
                  text?: string | undefined
                  /** If `text` is set, this is not required. */
                  html?: SafeHtml | undefined
                  /** Actions rely on context from the surrounding content so may require additional accessible text. */
                  visuallyHiddenText?: string | undefined
                  /** Name for the action as a button. */
                  name?: string | undefined
                  /** Type of action as a button – `"button"`, `"submit"` or `"reset"`. */
                  type?: string | undefined
                  /** The `value` attribute for the action as a button. */
                  value?: string | number | undefined
                  /** The action `href` attribute. */
                  href?: string | undefined
                  /** Classes to add to the action item. */
                  classes?: string | undefined
                  /** HTML attributes (for example data attributes) to add to the action item. */
                  attributes?: Attributes | undefined
                }
              | null
              | false
            )[]
          | undefined
        /** Classes to add to the actions wrapper. */
        classes?: string | undefined
      }
    | undefined
  /** Classes to add to the warning callout. */
  classes?: string | undefined
  /** HTML attributes (for example data attributes) to add to the warning callout. */
  attributes?: Attributes | undefined
  /** A visually hidden prefix used before the heading. */
  visuallyHiddenText?: string | undefined
}

/** The official component "warning-callout"; its content may be given as `inside`. */
export const warningCallout = component<WarningCalloutParams>('warning-callout', 'warningCallout')
