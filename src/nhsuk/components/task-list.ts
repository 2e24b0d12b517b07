// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'
import type { HeadingParams } from './heading.ts'
import type { TagParams } from './tag.ts'

export type TaskListParams = {
  /** The ID of the task list. */
  id?: string | undefined
  /** Classes to add to the `ul` container for the task list. */
  classes?: string | undefined
  /** HTML attributes (for example data attributes) to add to the `ul` container for the task list. */
  attributes?: Attributes | undefined
  /** Optional prefix. */
  idPrefix?: string | undefined
  /** The items for each task within the task list component. */
  items: readonly (
    | {
        /** @deprecated Replaced by the `item.heading` option. */
        title?: Partial<HeadingParams> | null | boolean | undefined
        /** The main heading for the task within the task list component. */
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
        /** Can be used to add a hint to each task within the task list component. */
        hint?:
          | {
              /** Text to use within the hint. */
              text?: string | undefined
              /** HTML to use within the hint. */
              html?: SafeHtml | undefined
            }
          | string
          | SafeHtml
          | undefined
        /** The status for each task within the task list component. */
        status?:
          | {
              /** Can be used to add a tag to the status of the task within the task list component. */
              tag?: Partial<TagParams> | null | boolean | undefined
              /** Text to use for the status, as an alternative to using a tag. */
              text?: string | undefined
              /** HTML to use for the status, as an alternative to using a tag. */
              html?: SafeHtml | undefined
              /** Classes to add to the status container. */
              classes?: string | undefined
            }
          | string
          | SafeHtml
          | undefined
        /** The value of the link's `href` attribute for the task list item. */
        href?: string | undefined
        /** Classes to add to the item `div`. */
        classes?: string | undefined
      }
    | null
    | false
  )[]
}

/** The official component "task-list". */
export const taskList = component<TaskListParams>('task-list', 'taskList')
