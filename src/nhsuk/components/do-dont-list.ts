// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'
import type { HeadingParams } from './heading.ts'

export type ListParams = {
  /** The ID of the do and don't list component. */
  id?: string | undefined
  /** @deprecated Replaced by the `heading.text` option. */
  title?: string | undefined
  /** Heading to be displayed on the do and don't list component. */
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
  /** @deprecated Replaced by the `heading.level` option. */
  headingLevel?: number | undefined
  /** Optional icon modifier for the do and don't list items – `"cross"` or `"tick"`. */
  icon?: string | undefined
  /** @deprecated Replaced by the `icon` option. */
  type?: string | undefined
  /** Array of do and don't items objects. */
  items: readonly (
    | {
        /** @deprecated Replaced by the `item.text` and `item.html` options. */
        item?: string | undefined
        /** If `html` is set, this is not required. */
        text?: string | undefined
        /** If `text` is set, this is not required. */
        html?: SafeHtml | undefined
      }
    | null
    | false
  )[]
  /** Optional prefix text used before each do and don't item. */
  prefixText?: string | undefined
  /** If set to `true`, the optional `prefixText` will be removed from each do and don't item. */
  hidePrefix?: boolean | undefined
  /** Classes to add to the do and don't list container. */
  classes?: string | undefined
  /** HTML attributes (for example data attributes) to add to the do and don't list container. */
  attributes?: Attributes | undefined
}

/** The official component "do-dont-list". */
export const list = component<ListParams>('do-dont-list', 'list')
