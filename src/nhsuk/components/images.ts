// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'

export type ImageParams = {
  /** The ID of the image. */
  id?: string | undefined
  /** The source location of the image. */
  src?: string | undefined
  /** A list of image source URLs and their respective sizes. */
  srcset?: string | undefined
  /** A list of screen sizes for the browser to load the correct image from the srcset images. */
  sizes?: string | undefined
  /** The alt text of the image. */
  alt?: string | undefined
  /** If `src` is set, this is not required. */
  html?: SafeHtml | undefined
  /** Optional caption for the image. */
  caption?:
    | {
        /** Text to add within the caption. */
        text?: string | undefined
        /** HTML to add within the caption. */
        html?: SafeHtml | undefined
        /** Classes to add to the figcaption element. */
        classes?: string | undefined
      }
    | string
    | SafeHtml
    | undefined
  /** Background colour for the image component – `"card"` or `false`. */
  background?: string | undefined
  /** If set to `false`, removes the border-bottom from the image component. */
  border?: boolean | undefined
  /** Width of the image component. */
  width?: string | number | undefined
  /** Classes to add to the image component. */
  classes?: string | undefined
  /** HTML attributes (for example data attributes) to add to the image component. */
  attributes?: Attributes | undefined
}

/** The official component "images"; its content may be given as `inside`. */
export const image = component<ImageParams>('images', 'image')
