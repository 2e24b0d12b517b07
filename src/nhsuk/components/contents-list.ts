// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'

export type ContentsListParams = {
  /** The ID of the contents list. */
  id?: string | undefined
  /** Array of contents list items objects. */
  items: readonly (
    | {
        /** The contents list item `href` attribute. */
        href?: string | undefined
        /** Set to `true` to indicate the current page the user is on. */
        current?: boolean | undefined
        /** If `html` is set, this is not required. */
        text?: string | undefined
        /** If `text` is set, this is not required. */
        html?: SafeHtml | undefined
        /** Classes to add to the contents list item. */
        classes?: string | undefined
        /** HTML attributes (for example data attributes) to add to the contents list item. */
        attributes?: Attributes | undefined
      }
    | null
    | false
  )[]
  /** Classes to add to the contents list container. */
  classes?: string | undefined
  /** HTML attributes (for example data attributes) to add to the contents list container. */
  attributes?: Attributes | undefined
  /** @deprecated Replaced by the `ariaLabel` option. */
  landmarkLabel?: string | undefined
  /** The accessible name for the navigation landmark that wraps the contents list. */
  ariaLabel?: string | undefined
  /** Visually hidden heading for the contents list items. */
  visuallyHiddenText?: string | undefined
}

/** The official component "contents-list". */
export const contentsList = component<ContentsListParams>('contents-list', 'contentsList')
