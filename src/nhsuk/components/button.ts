// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'

export type ButtonParams = {
  /** The ID of the button. */
  id?: string | undefined
  /** @deprecated HTML element for the button – `"input"`, `"button"` or `"a"`. */
  element?: string | undefined
  /** If `html` or `ariaLabel` is set, this is not required. */
  text?: string | undefined
  /** If `text` or `ariaLabel` is set, this is not required. */
  html?: SafeHtml | undefined
  /** Name for the button. */
  name?: string | undefined
  /** Type of button – `"button"`, `"submit"` or `"reset"`. */
  type?: string | undefined
  /** The button `value` attribute. */
  value?: string | number | undefined
  /** Whether the button should be disabled. */
  disabled?: boolean | undefined
  /** The button `href` attribute. */
  href?: string | undefined
  /** Optional variant of button – `"brand"`, `"login"`, `"reverse"`, `"secondary"`, `"secondary-solid"` or `"warning"`. */
  variant?: string | undefined
  /** If set to `true`, smaller button size will be used. */
  small?: boolean | undefined
  /** Classes to add to the button. */
  classes?: string | undefined
  /** HTML attributes (for example data attributes) to add to the button. */
  attributes?: Attributes | undefined
  /** Button text exposed to assistive technologies, like screen readers, when only an icon is used. */
  ariaLabel?: string | undefined
  /** Prevent accidental double clicks on submit buttons from submitting forms multiple times. */
  preventDoubleClick?: boolean | undefined
  /** Can be used to add an icon to the button. */
  icon?:
    | {
        /** Icon name for the button – for example, `"search"`, `"arrow-right"`, `"plus"` or `"minus"`. */
        name: string
        /** HTML to use for the icon, as an alternative to the `name` option. */
        html?: SafeHtml | undefined
        /** Placement of the icon within the button – `"start"` or `"end"`. */
        placement?: string | undefined
      }
    | string
    | SafeHtml
    | undefined
}

/** The official component "button"; its content may be given as `inside`. */
export const button = component<ButtonParams>('button', 'button')
