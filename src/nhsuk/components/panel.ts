// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'
import type { CaptionParams } from './caption.ts'
import type { HeadingParams } from './heading.ts'

export type PanelParams = {
  /** The ID of the panel. */
  id?: string | undefined
  /** Heading of the panel component. */
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
        /** Size of the heading – `"m"`, `"l"` or `"xl"`. */
        size?: string | undefined
        /** Optional heading level. */
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
  /** @deprecated Replaced by the `heading.text` option. */
  titleText?: string | undefined
  /** @deprecated Replaced by the `heading.html` option. */
  titleHtml?: SafeHtml | undefined
  /** @deprecated Replaced by the `heading.size` option. */
  titleSize?: string | undefined
  /** @deprecated Replaced by the `heading.classes` option. */
  titleClasses?: string | undefined
  /** @deprecated Replaced by the `heading.level` option. */
  headingLevel?: number | undefined
  /** If `html` is set, this is not required. */
  text?: string | undefined
  /** If `text` is set, this is not required. */
  html?: SafeHtml | undefined
  /** Classes to add to the panel. */
  classes?: string | undefined
  /** HTML attributes (for example data attributes) to add to the panel. */
  attributes?: Attributes | undefined
  /** Optional variant of panel. */
  variant?: string | undefined
}

/** The official component "panel"; its content may be given as `inside`. */
export const panel = component<PanelParams>('panel', 'panel')
