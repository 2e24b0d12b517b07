// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'
import type { CaptionParams } from './caption.ts'
import type { HeadingParams } from './heading.ts'
import type { ImageParams } from './images.ts'

export type HeroParams = {
  /** The ID of the hero. */
  id?: string | undefined
  /** The content section of the hero. */
  content?:
    | {
        /** Optional heading for content column. */
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
        /** Optional text to use within each content column. */
        text?: string | undefined
        /** Optional HTML to use within each content column. */
        html?: SafeHtml | undefined
        /** Optional image to use within each content column. */
        image?: Partial<ImageParams> | null | boolean | undefined
        /** Width of each content column. */
        width?: string | number | undefined
        /** Classes to add to the content column. */
        classes?: string | undefined
      }
    | undefined
  /** Heading of the hero. */
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
  /** @deprecated Replaced by the `heading.classes` option. */
  headingClasses?: string | undefined
  /** @deprecated Replaced by the `heading.size` option. */
  headingSize?: string | undefined
  /** @deprecated Replaced by the `heading.level` option. */
  headingLevel?: number | undefined
  /** If `html` is set, this is not required. */
  text?: string | undefined
  /** If `text` is set, this is not required. */
  html?: SafeHtml | undefined
  /** @deprecated Replaced by the `image.src` option. */
  imageURL?: string | undefined
  /** Can be used to add an image to the hero component. */
  image?:
    | {
        /** The URL of the image in the hero. */
        src?: string | undefined
      }
    | undefined
  /** Width of the hero content. */
  width?: string | number | undefined
  /** Classes to add to the hero container, useful if you want to make the hero fixed width. */
  containerClasses?: string | undefined
  /** Classes to add to the hero. */
  classes?: string | undefined
  /** HTML attributes (for example data attributes) to add to the hero. */
  attributes?: Attributes | undefined
  /** If set to `false`, remove border from the hero. */
  border?: boolean | undefined
}

/** The official component "hero"; its content may be given as `inside`. */
export const hero = component<HeroParams>('hero', 'hero')
