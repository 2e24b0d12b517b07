// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'
import type { CaptionParams } from './caption.ts'
import type { HeadingParams } from './heading.ts'

export type FooterParams = {
  /** The ID of the footer. */
  id?: string | undefined
  /** Number of columns to display per row in the navigation section of the footer – `4`, `3`, `2` or `1`. */
  columns?: number | undefined
  /** The navigation section of the footer before the copyright information. */
  navigation?:
    | {
        /** Heading for group of footer navigation links. */
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
              /** If set, the heading will become a link. */
              href?: string | undefined
              /** Optional caption for the heading. */
              caption?: Partial<CaptionParams> | string | SafeHtml | null | boolean | undefined
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
        /** @deprecated Replaced by the `navigation.heading.text` option. */
        title?: string | undefined
        /** Optional text to use within each navigation section column. */
        text?: string | undefined
        /** Optional HTML to use within each navigation section column. */
        html?: SafeHtml | undefined
        /** Width of each navigation section column in the footer. */
        width?: string | number | undefined
        /** Contains the array of footer navigation link items for this group. */
        items?:
          | readonly (
              | {
                  /** Footer navigation link `href` attribute. */
                  href?: string | undefined
                  /** If `html` is set, this is not required. */
                  text?: string | undefined
                  /** If `text` is set, this is not required. */
                  html?: SafeHtml | undefined
                  /** HTML attributes (for example data attributes) to add to the footer navigation link. */
                  attributes?: Attributes | undefined
                }
              | null
              | false
            )[]
          | undefined
      }
    | undefined
  /** The meta section of the footer after any navigation, before the copyright information. */
  meta?:
    | {
        /** Visually hidden heading for meta `items` links. */
        visuallyHiddenText?: string | undefined
        /** @deprecated Replaced by the `meta.visuallyHiddenText` option. */
        visuallyHiddenTitle?: string | undefined
        /** HTML to add to the meta section of the footer, which will appear below any links specified using meta `items`. */
        html?: SafeHtml | undefined
        /** Text to add to the meta section of the footer, which will appear below any links specified using meta `items`. */
        text?: string | undefined
        /** Contains the array of key policy footer link items. */
        items?:
          | readonly (
              | {
                  /** Footer meta link `href` attribute. */
                  href?: string | undefined
                  /** If `html` is set, this is not required. */
                  text?: string | undefined
                  /** If `text` is set, this is not required. */
                  html?: SafeHtml | undefined
                  /** HTML attributes (for example data attributes) to add to the footer meta link. */
                  attributes?: Attributes | undefined
                }
              | null
              | false
            )[]
          | undefined
      }
    | string
    | SafeHtml
    | undefined
  /** The copyright information in the footer component, this defaults to `"© NHS England"`. */
  copyright?:
    | {
        /** If `html` is set, this is not required. */
        text?: string | undefined
        /** If `text` is set, this is not required. */
        html?: SafeHtml | undefined
      }
    | string
    | SafeHtml
    | undefined
  /** Classes to add to the footer container, useful if you want to make the footer fixed width. */
  containerClasses?: string | undefined
  /** Classes to add to the footer container. */
  classes?: string | undefined
  /** HTML attributes (for example data attributes) to add to the footer container. */
  attributes?: Attributes | undefined
}

/** The official component "footer"; its content may be given as `inside`. */
export const footer = component<FooterParams>('footer', 'footer')
