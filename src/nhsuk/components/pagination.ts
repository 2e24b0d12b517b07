// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'

export type PaginationParams = {
  /** The ID of the pagination container. */
  id?: string | undefined
  /** The items within the pagination component. */
  items?:
    | readonly (
        | {
            /** The pagination item text – usually a page number. */
            number?: string | number | undefined
            /** @deprecated The visually hidden label for the pagination item, which will be applied to an `aria-label` and announced by screen readers on the pagination item link. */
            visuallyHiddenText?: string | undefined
            /** The accessible name for the pagination item, which will be applied to an `aria-label` and announced by screen readers on the pagination item link. */
            ariaLabel?: string | undefined
            /** The pagination item `href` attribute. */
            href?: string | undefined
            /** Set to `true` to indicate the current page the user is on. */
            current?: boolean | undefined
            /** Use this option if you want to specify an ellipsis at a given point between numbers. */
            ellipsis?: boolean | undefined
            /** The HTML attributes (for example, data attributes) you want to add to the link. */
            attributes?: Attributes | undefined
          }
        | null
        | false
      )[]
    | undefined
  /** A link to the previous page, if there is a previous page. */
  previous?:
    | {
        /** The text content of the link to the previous page. */
        text?: string | undefined
        /** The HTML content of the link to the previous page. */
        html?: SafeHtml | undefined
        /** @deprecated Replaced by the `previous.label.text` option. */
        labelText?: string | undefined
        /** The optional label that goes underneath the link to the previous page, providing further context for the user about where the link goes. */
        label?:
          | {
              /** If `html` is set, this is not required. */
              text?: string | undefined
              /** If `text` is set, this is not required. */
              html?: SafeHtml | undefined
            }
          | string
          | SafeHtml
          | undefined
        /** The previous page's URL. */
        href?: string | undefined
        /** The HTML attributes (for example, data attributes) you want to add to the link. */
        attributes?: Attributes | undefined
      }
    | undefined
  /** @deprecated Replaced by the `previous.href` option. */
  previousUrl?: string | undefined
  /** @deprecated Replaced by the `previous.label.text` option. */
  previousPage?: string | undefined
  /** A link to the next page, if there is a next page. */
  next?:
    | {
        /** The text content of the link to the next page. */
        text?: string | undefined
        /** The HTML content of the link to the next page. */
        html?: SafeHtml | undefined
        /** @deprecated Replaced by the `next.label.text` option. */
        labelText?: string | undefined
        /** The optional label that goes underneath the link to the next page, providing further context for the user about where the link goes. */
        label?:
          | {
              /** If `html` is set, this is not required. */
              text?: string | undefined
              /** If `text` is set, this is not required. */
              html?: SafeHtml | undefined
            }
          | string
          | SafeHtml
          | undefined
        /** The next page's URL. */
        href?: string | undefined
        /** The HTML attributes (for example, data attributes) you want to add to the link. */
        attributes?: Attributes | undefined
      }
    | undefined
  /** @deprecated Replaced by the `next.href` option. */
  nextUrl?: string | undefined
  /** @deprecated Replaced by the `next.label.text` option. */
  nextPage?: string | undefined
  /** @deprecated Replaced by the `ariaLabel` option. */
  landmarkLabel?: string | undefined
  /** The accessible name for the navigation landmark that wraps the pagination. */
  ariaLabel?: string | undefined
  /** The classes you want to add to the pagination `nav` parent. */
  classes?: string | undefined
  /** The HTML attributes (for example, data attributes) you want to add to the pagination `nav` parent. */
  attributes?: Attributes | undefined
}

/** The official component "pagination". */
export const pagination = component<PaginationParams>('pagination', 'pagination')
