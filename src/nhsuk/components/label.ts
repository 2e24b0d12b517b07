// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'
import type { CaptionParams } from './caption.ts'
import type { HeadingParams } from './heading.ts'

export type LabelParams = {
  /** The ID of the label. */
  id?: string | undefined
  /** If `html` is set, this is not required. */
  text?: string | undefined
  /** If `text` is set, this is not required. */
  html?: SafeHtml | undefined
  /** A visually hidden suffix added to the label. */
  visuallyHiddenText?: string | undefined
  /** Optional caption for the label. */
  caption?: Partial<CaptionParams> | string | SafeHtml | null | boolean | undefined
  /** The label `for` attribute, the ID of the input the label is associated with. */
  for?: string | undefined
  /** Whether the label also acts as a heading. */
  heading?:
    | (Partial<HeadingParams> & {
        /** The ID of the label heading. */
        id?: string | undefined
        /** If `html` is set, this is not required. */
        text?: string | undefined
        /** If `text` is set, this is not required. */
        html?: SafeHtml | undefined
        /** A visually hidden suffix added to the label as a heading. */
        visuallyHiddenText?: string | undefined
        /** Optional caption for the label as a heading. */
        caption?: Partial<CaptionParams> | string | SafeHtml | null | boolean | undefined
        /** Size of the label as a heading – `"s"`, `"m"`, `"l"` or `"xl"`. */
        size?: string | undefined
        /** Optional label heading level. */
        level?: number | undefined
        /** HTML attributes (for example data attributes) to add to the label heading. */
        attributes?: Attributes | undefined
      })
    | string
    | SafeHtml
    | null
    | boolean
    | undefined
  /** @deprecated Replaced by the `heading` option. */
  isPageHeading?: boolean | undefined
  /** Size of the label – `"s"`, `"m"`, `"l"` or `"xl"`. */
  size?: string | undefined
  /** Classes to add to the label tag. */
  classes?: string | undefined
  /** HTML attributes (for example data attributes) to add to the label tag. */
  attributes?: Attributes | undefined
}

/** The official component "label"; its content may be given as `inside`. */
export const label = component<LabelParams>('label', 'label')
