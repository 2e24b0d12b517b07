// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'
import type { CaptionParams } from './caption.ts'
import type { HeadingParams } from './heading.ts'

export type LegendParams = {
  /** The ID of the legend. */
  id?: string | undefined
  /** If `html` is set, this is not required. */
  text?: string | undefined
  /** If `text` is set, this is not required. */
  html?: SafeHtml | undefined
  /** A visually hidden suffix added to the legend. */
  visuallyHiddenText?: string | undefined
  /** Optional caption for the legend. */
  caption?: Partial<CaptionParams> | string | SafeHtml | null | boolean | undefined
  /** Size of the legend – `"s"`, `"m"`, `"l"` or `"xl"`. */
  size?: string | undefined
  /** Whether the legend also acts as a heading. */
  heading?:
    | (Partial<HeadingParams> & {
        /** The ID of the legend heading. */
        id?: string | undefined
        /** If `html` is set, this is not required. */
        text?: string | undefined
        /** If `text` is set, this is not required. */
        html?: SafeHtml | undefined
        /** A visually hidden suffix added to the legend as a heading. */
        visuallyHiddenText?: string | undefined
        /** Optional caption for the legend as a heading. */
        caption?: Partial<CaptionParams> | string | SafeHtml | null | boolean | undefined
        /** Size of the legend as a heading – `"s"`, `"m"`, `"l"` or `"xl"`. */
        size?: string | undefined
        /** Optional legend heading level. */
        level?: number | undefined
        /** HTML attributes (for example data attributes) to add to the legend heading. */
        attributes?: Attributes | undefined
      })
    | string
    | SafeHtml
    | null
    | boolean
    | undefined
  /** @deprecated Replaced by the `heading` option. */
  isPageHeading?: boolean | undefined
  /** Classes to add to the legend. */
  classes?: string | undefined
  /** HTML attributes (for example data attributes) to add to the legend. */
  attributes?: Attributes | undefined
}

/** The official component "legend"; its content may be given as `inside`. */
export const legend = component<LegendParams>('legend', 'legend')
