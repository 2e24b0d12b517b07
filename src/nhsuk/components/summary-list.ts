// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'
import type { CardParams } from './card.ts'

export type SummaryListParams = {
  /** The ID of the summary list. */
  id?: string | undefined
  /** If set to `false`, remove separating borders from all rows. */
  border?: boolean | undefined
  /** If set to `false`, remove separating border from the last row. */
  lastRowBorder?: boolean | undefined
  /** The rows within the summary list component. */
  rows: readonly (
    | {
        /** The ID of the row. */
        id?: string | undefined
        /** Classes to add to the row. */
        classes?: string | undefined
        /** HTML attributes (for example data attributes) to add to the row. */
        attributes?: Attributes | undefined
        /** If set to `false`, remove separating border from the row. */
        border?: boolean | undefined
        /** The reference content (key) for each row item in the summary list component. */
        key?:
          | {
              /** The ID of the key item. */
              id?: string | undefined
              /** If `html` is set, this is not required. */
              text?: string | undefined
              /** If `text` is set, this is not required. */
              html?: SafeHtml | undefined
              /** Specify the key wrapper width. */
              width?: string | number | undefined
              /** Classes to add to the key wrapper. */
              classes?: string | undefined
              /** HTML attributes (for example data attributes) to add to the key wrapper. */
              attributes?: Attributes | undefined
            }
          | string
          | SafeHtml
          | undefined
        /** The value for each row item in the summary list component. */
        value?:
          | {
              /** The ID of the value item. */
              id?: string | undefined
              /** If `html` is set, this is not required. */
              text?: string | undefined
              /** If `text` is set, this is not required. */
              html?: SafeHtml | undefined
              /** Specify the value wrapper width. */
              width?: string | number | undefined
              /** Classes to add to the value wrapper. */
              classes?: string | undefined
              /** HTML attributes (for example data attributes) to add to the value wrapper. */
              attributes?: Attributes | undefined
            }
          | string
          | SafeHtml
          | undefined
        /** The action link content for each row item in the summary list component. */
        actions?:
          | {
              /** The action link items within the row item of the summary list component. */
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
              /** Specify the actions wrapper width. */
              width?: string | number | undefined
              /** Classes to add to the actions wrapper. */
              classes?: string | undefined
              /** HTML attributes (for example data attributes) to add to the actions wrapper. */
              attributes?: Attributes | undefined
            }
          | undefined
      }
    | null
    | false
  )[]
  /** HTML to use within the summary list. */
  html?: SafeHtml | undefined
  /** Can be used to wrap a card around the summary list component. */
  card?: Partial<CardParams> | null | boolean | undefined
  /** Classes to add to the container. */
  classes?: string | undefined
  /** HTML attributes (for example data attributes) to add to the container. */
  attributes?: Attributes | undefined
}

/** The official component "summary-list"; its content may be given as `inside`. */
export const summaryList = component<SummaryListParams>('summary-list', 'summaryList')
