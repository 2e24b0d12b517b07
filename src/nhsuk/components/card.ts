// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'
import type { HeadingParams } from './heading.ts'

export type CardParams = {
  /** The ID of the card. */
  id?: string | undefined
  /** Heading of the card component. */
  heading?:
    | (Partial<HeadingParams> & {
        /** The ID of the heading. */
        id?: string | undefined
        /** If `html` is set, this is not required. */
        text?: string | undefined
        /** If `text` is set, this is not required. */
        html?: SafeHtml | undefined
        /** Optional visually hidden prefix used before the heading. */
        visuallyHiddenText?: string | undefined
        /** Size of the heading – `"xxs"`, `"xs"`, `"s"`, `"m"`, `"l"` or `"xl"`. */
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
  /** @deprecated Replaced by the `heading.html` option. */
  headingHtml?: SafeHtml | undefined
  /** @deprecated Replaced by the `heading.classes` option. */
  headingClasses?: string | undefined
  /** @deprecated Replaced by the `heading.size` option. */
  headingSize?: string | undefined
  /** @deprecated Replaced by the `heading.level` option. */
  headingLevel?: number | undefined
  /** @deprecated Replaced by the `heading.id` option. */
  headingId?: string | undefined
  /** @deprecated Replaced by the `heading.visuallyHiddenText` option. */
  headingVisuallyHiddenText?: string | undefined
  /** The card link `href` attribute. */
  href?: string | undefined
  /** If set to `true`, then the whole card will become a clickable card variant. */
  clickable?: boolean | undefined
  /** Optional variant of card – `"feature"`, `"primary"`, `"secondary"`, `"warning"`, `"non-urgent"`, `"urgent"` or `"emergency"`. */
  variant?: string | undefined
  /** @deprecated Replaced by the `variant` option. */
  type?: string | undefined
  /** @deprecated Replaced by the `variant: "feature"` option. */
  feature?: boolean | undefined
  /** @deprecated Replaced by the `variant: "primary"` option. */
  primary?: boolean | undefined
  /** @deprecated Replaced by the `variant: "secondary"` option. */
  secondary?: boolean | undefined
  /** @deprecated Replaced by the `variant: "warning"` option. */
  warning?: boolean | undefined
  /** @deprecated Replaced by the `image.src` option. */
  imgURL?: string | undefined
  /** @deprecated Replaced by the `image.alt` option. */
  imgALT?: string | undefined
  /** Can be used to add an image to the card component. */
  image?:
    | {
        /** The URL of the image in the card. */
        src?: string | undefined
        /** The alternative text of the image in the card. */
        alt?: string | undefined
        /** HTML to use for the image content. */
        html?: SafeHtml | undefined
      }
    | undefined
  /** Description to use within the card content. */
  description?:
    | {
        /** If `html` is set, this is not required. */
        text?: string | undefined
        /** If `text` is set, this is not required. */
        html?: SafeHtml | undefined
        /** Classes to add to the card content. */
        classes?: string | undefined
        /** HTML attributes (for example data attributes) to add to the card content. */
        attributes?: Attributes | undefined
      }
    | string
    | SafeHtml
    | undefined
  /** @deprecated Replaced by the `description.html` option. */
  descriptionHtml?: SafeHtml | undefined
  /** Can be used to add actions to the card component. */
  actions?:
    | {
        /** Array of actions as links for use in the card component. */
        items?:
          | readonly (
              | {
                  /** The ID of the action item. */
                  id?: string | undefined
                  /** If `html` is set, this is not required. */
                  text?: string | undefined
                  /** If `text` is set, this is not required. */
                  html?: SafeHtml | undefined
                  /** Actions rely on context from the surrounding content so may require additional accessible text. */
                  visuallyHiddenText?: string | undefined
                  /** Name for the action as a button. */
                  name?: string | undefined
                  /** Type of action as a button – `"button"`, `"submit"` or `"reset"`. */
                  type?: string | undefined
                  /** The `value` attribute for the action as a button. */
                  value?: string | number | undefined
                  /** The action `href` attribute. */
                  href?: string | undefined
                  /** Classes to add to the action item. */
                  classes?: string | undefined
                  /** HTML attributes (for example data attributes) to add to the action item. */
                  attributes?: Attributes | undefined
                }
              | null
              | false
            )[]
          | undefined
        /** Classes to add to the actions wrapper. */
        classes?: string | undefined
      }
    | undefined
  /** Classes to add to the card. */
  classes?: string | undefined
  /** HTML attributes (for example data attributes) to add to the card. */
  attributes?: Attributes | undefined
}

/** The official component "card"; its content may be given as `inside`. */
export const card = component<CardParams>('card', 'card')
