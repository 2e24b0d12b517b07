// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'
import type { ButtonParams } from './button.ts'
import type { InputParams } from './input.ts'
import type { LabelParams } from './label.ts'

export type HeaderParams = {
  /** The ID of the header. */
  id?: string | undefined
  /** Object containing options for the logo. */
  logo?:
    | {
        /** The `href` of the link for the logo. */
        href?: string | undefined
        /** The path of the logo image, if you are not using the default NHS logo. */
        src?: string | undefined
        /** The alt text for the logo. */
        alt?: string | undefined
        /** The `aria-label` for a linked logo. */
        ariaLabel?: string | undefined
      }
    | undefined
  /** Object containing options for the service name. */
  service?:
    | {
        /** The text to use for the service name. */
        text?: string | undefined
        /** The `href` of the link for the service name. */
        href?: string | undefined
      }
    | undefined
  /** If set to `true`, positions the search box (or account links) inline with the NHS logo. */
  inline?: boolean | undefined
  /** Settings for header with organisational logo. */
  organisation?:
    | {
        /** Organisation name. */
        name?: string | undefined
        /** Longer organisation names can be split onto multiple lines. */
        split?: string | undefined
        /** Organisation descriptor. */
        descriptor?: string | undefined
      }
    | undefined
  /** Object containing settings for the primary navigation. */
  navigation?:
    | {
        /** Array of navigation links for use in the header. */
        items?:
          | readonly (
              | {
                  /** The href of a navigation item in the header. */
                  href?: string | undefined
                  /** If `html` is set, this is not required. */
                  text?: string | undefined
                  /** If `text` is set, this is not required. */
                  html?: SafeHtml | undefined
                  /** Set to `true` if this links to the current page being shown. */
                  current?: boolean | undefined
                  /** Set to `true` if the current page is within this section, but the link doesn't necessarily link to the current page */
                  active?: boolean | undefined
                  /** Classes to add to the list item containing the link. */
                  classes?: string | undefined
                  /** HTML attributes (for example data attributes) to add to the list item containing the link. */
                  attributes?: Attributes | undefined
                }
              | null
              | false
            )[]
          | undefined
        /** The `aria-label` for the primary navigation. */
        ariaLabel?: string | undefined
        /** Text for the toggle menu button. */
        toggleMenuText?: string | undefined
        /** A visually hidden prefix used before the toggle menu button text. */
        toggleMenuVisuallyHiddenText?: string | undefined
        /** Classes to add to the primary navigation. */
        classes?: string | undefined
        /** HTML attributes (for example data attributes) to add to the primary navigation. */
        attributes?: Attributes | undefined
        /** If set to `true`, use justified alignment where navigation items appeared evenly spaced out. */
        justified?: boolean | undefined
        /** Optional colour modifier for the primary navigation. */
        colour?: string | undefined
      }
    | undefined
  /** Object containing settings for a search box. */
  search?:
    | {
        /** The search form `action` attribute. */
        action?: string | undefined
        /** The search form `method` attribute. */
        method?: string | undefined
        /** The `name` attribute for the search input. */
        name?: string | undefined
        /** @deprecated Replaced by the `search.input.placeholder` option. */
        placeholder?: string | undefined
        /** @deprecated Replaced by the `search.label.visuallyHiddenText` option. */
        visuallyHiddenLabel?: string | undefined
        /** @deprecated Replaced by the `search.button.ariaLabel` option. */
        visuallyHiddenButton?: string | undefined
        /** Optional object allowing customisation of the search input label. */
        label?:
          | (Partial<LabelParams> & {
              /** The visually hidden label text for the search input. */
              visuallyHiddenText?: string | undefined
            })
          | string
          | SafeHtml
          | null
          | boolean
          | undefined
        /** Optional object allowing customisation of the search input. */
        input?:
          | (Partial<InputParams> & {
              /** The placeholder text for the search input. */
              placeholder?: string | undefined
            })
          | null
          | boolean
          | undefined
        /** Optional object allowing customisation of the search button. */
        button?:
          | (Partial<ButtonParams> & {
              /** Search button text exposed to assistive technologies, like screen readers, when only an icon is used. */
              ariaLabel?: string | undefined
            })
          | null
          | boolean
          | undefined
        /** Classes to add to the search element. */
        classes?: string | undefined
        /** HTML attributes (for example data attributes) to add to the search element. */
        attributes?: Attributes | undefined
      }
    | undefined
  /** Object containing settings for the account section of the header. */
  account?:
    | {
        /** Array of account items for use in the header. */
        items?:
          | readonly (
              | {
                  /** The href of an account item in the header. */
                  href?: string | undefined
                  /** If `html` is set, this is not required. */
                  text?: string | undefined
                  /** If `text` is set, this is not required. */
                  html?: SafeHtml | undefined
                  /** Whether to include the account icon for the account item. */
                  icon?: boolean | undefined
                  /** If set, the item will become a button wrapped in a form with the action given. */
                  action?: string | undefined
                  /** The value to use for the `method` of the form if `action` is set. */
                  method?: string | undefined
                  /** Classes to add to the list item containing the account item. */
                  classes?: string | undefined
                }
              | null
              | false
            )[]
          | undefined
        /** The `aria-label` for the account navigation. */
        ariaLabel?: string | undefined
        /** Classes to add to the account navigation. */
        classes?: string | undefined
        /** HTML attributes (for example data attributes) to add to the account navigation. */
        attributes?: Attributes | undefined
      }
    | undefined
  /** Classes to add to the header container, useful if you want to make the header fixed width. */
  containerClasses?: string | undefined
  /** Classes to add to the header container. */
  classes?: string | undefined
  /** HTML attributes (for example data attributes) to add to the header container. */
  attributes?: Attributes | undefined
  /** Optional colour modifier for the header. */
  colour?: string | undefined
}

/** The official component "header". */
export const header = component<HeaderParams>('header', 'header')
