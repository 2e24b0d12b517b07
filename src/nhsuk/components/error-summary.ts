// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'
import type { HeadingParams } from './heading.ts'

export type ErrorSummaryParams = {
  /** The ID of the error summary. */
  id?: string | undefined
  /** Heading of the error summary component. */
  heading?:
    | (Partial<HeadingParams> & {
        /** The ID of the heading. */
        id?: string | undefined
        /** If `html` is set, this is not required. */
        text?: string | undefined
        /** If `text` is set, this is not required. */
        html?: SafeHtml | undefined
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
  /** @deprecated Replaced by the `heading.text` option. */
  titleText?: string | undefined
  /** @deprecated Replaced by the `heading.html` option. */
  titleHtml?: SafeHtml | undefined
  /** Description of the errors. */
  description?:
    | {
        /** If `html` is set, this is not required. */
        text?: string | undefined
        /** If `text` is set, this is not required. */
        html?: SafeHtml | undefined
        /** Classes to add to the error summary body. */
        classes?: string | undefined
        /** HTML attributes (for example data attributes) to add to the error summary body. */
        attributes?: Attributes | undefined
      }
    | string
    | SafeHtml
    | undefined
  /** @deprecated Replaced by the `description.text` option. */
  descriptionText?: string | undefined
  /** @deprecated Replaced by the `description.html` option. */
  descriptionHtml?: SafeHtml | undefined
  /** A list of errors to include in the error summary. */
  errorList?:
    | readonly (
        | {
            /** The error `href` attribute. */
            href?: string | undefined
            /** If `html` is set, this is not required. */
            text?: string | undefined
            /** If `text` is set, this is not required. */
            html?: SafeHtml | undefined
            /** HTML attributes (for example data attributes) to add to the error link. */
            attributes?: Attributes | undefined
          }
        | null
        | false
      )[]
    | undefined
  /** Prevent moving focus to the error summary when the page loads. */
  disableAutoFocus?: boolean | undefined
  /** Classes to add to the error-summary container. */
  classes?: string | undefined
  /** HTML attributes (for example data attributes) to add to the error-summary container. */
  attributes?: Attributes | undefined
}

/** The official component "error-summary"; its content may be given as `inside`. */
export const errorSummary = component<ErrorSummaryParams>('error-summary', 'errorSummary')
