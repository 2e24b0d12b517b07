// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'
import type { CaptionParams } from './caption.ts'

export type HeadingParams = {
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
  /** Size of the heading – `"xxs"`, `"xs"`, `"s"`, `"m"`, `"l"` or `"xl"`. */
  size?: string | undefined
  /** Allowed sizes for the heading – Defaults to `["xxs", "xs", "s", "m", "l", "xl"]`. */
  sizes?: readonly (string | null | false)[] | undefined
  /** Optional heading level. */
  level?: number | undefined
  /** Optional class to use for the heading. */
  className?: string | undefined
  /** Optional class prefix to use for the heading. */
  classPrefix?: string | undefined
  /** Classes to add to the heading. */
  classes?: string | undefined
  /** HTML attributes (for example data attributes) to add to the heading. */
  attributes?: Attributes | undefined
  /** HTML element for the heading component – for example, `"caption"`. */
  element?: string | undefined
}

/** The official component "heading"; its content may be given as `inside`. */
export const heading = component<HeadingParams>('heading', 'heading')
