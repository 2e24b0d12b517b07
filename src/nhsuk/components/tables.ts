// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'
import type { CaptionParams } from './caption.ts'
import type { CardParams } from './card.ts'
import type { HeadingParams } from './heading.ts'

export type TableParams = {
  /** The ID of the table. */
  id?: string | undefined
  /** If set to `false`, remove separating borders from all rows. */
  border?: boolean | undefined
  /** If set to `false`, remove separating border from the last row. */
  lastRowBorder?: boolean | undefined
  /** Array of table rows and cells. */
  rows: readonly (readonly (
    | {
        /** If `html` is set, this is not required. */
        text?: string | undefined
        /** If `text` is set, this is not required. */
        html?: SafeHtml | undefined
        /** A visually hidden suffix added to the table cell. */
        visuallyHiddenText?: string | undefined
        /** @deprecated Set automatically by table head cells in the `head` option. */
        header?: string | undefined
        /** If set, the table cell will become a link. */
        href?: string | undefined
        /** Specify format of a cell – `"numeric"` or `"string"`. */
        format?: string | undefined
        /** Sort value text for cells in table rows. */
        sortValue?: string | undefined
        /** Specify how many columns a cell spans. */
        colspan?: number | undefined
        /** Specify how many rows a cell spans. */
        rowspan?: number | undefined
        /** Specify the table cell alignment – `"left"`, `"centre"`, or `"right"`. */
        align?: string | undefined
        /** Specify the table cell width. */
        width?: string | number | undefined
        /** Classes to add to the table cell. */
        classes?: string | undefined
        /** HTML attributes (for example data attributes) to add to the table cell. */
        attributes?: Attributes | undefined
      }
    | null
    | false
  )[])[]
  /** Array of table head cells. */
  head?:
    | readonly (
        | {
            /** If `html` is set, this is not required. */
            text?: string | undefined
            /** If `text` is set, this is not required. */
            html?: SafeHtml | undefined
            /** A visually hidden suffix added to the table head cell. */
            visuallyHiddenText?: string | undefined
            /** If set, the table header will become a link for server-side table sorting. */
            href?: string | undefined
            /** Specify format of a cell – `"numeric"` or `"string"`. */
            format?: string | undefined
            /** Specify how many columns a cell spans. */
            colspan?: number | undefined
            /** Specify how many rows a cell spans. */
            rowspan?: number | undefined
            /** Specify the table head cell alignment – `"left"`, `"centre"`, or `"right"`. */
            align?: string | undefined
            /** Specify the table head cell width. */
            width?: string | number | undefined
            /** Classes to add to the table head cell. */
            classes?: string | undefined
            /** HTML attributes (for example data attributes) to add to the table head cell. */
            attributes?: Attributes | undefined
            /** The sort direction applied to the column using `aria-sort` – `"ascending"`, `"descending"`, `"none"` or `true`. */
            sort?: string | undefined
            /** The next sort direction applied to the column using `aria-sort` when clicked – `"ascending"` or `"descending"`. */
            sortNext?: string | undefined
          }
        | null
        | false
      )[]
    | undefined
  /** Table caption. */
  caption?:
    | (Partial<HeadingParams> & {
        /** The ID of the table caption and the `aria-labelledby` attribute in the scrolling container. */
        id?: string | undefined
        /** If `html` is set, this is not required. */
        text?: string | undefined
        /** If `text` is set, this is not required. */
        html?: SafeHtml | undefined
        /** Message made available to assistive technologies to describe that the table is sortable. */
        visuallyHiddenText?: string | undefined
        /** Optional caption for the table caption. */
        caption?: Partial<CaptionParams> | string | SafeHtml | null | boolean | undefined
        /** Size of the table caption – `"s"`, `"m"`, `"l"` or `"xl"`. */
        size?: string | undefined
        /** Classes to add to the table caption, for example `"nhsuk-table__caption--l"`. */
        classes?: string | undefined
        /** HTML attributes (for example data attributes) to add to the table caption. */
        attributes?: Attributes | undefined
      })
    | string
    | SafeHtml
    | null
    | boolean
    | undefined
  /** @deprecated Replaced by the `caption.classes` option. */
  captionClasses?: string | undefined
  /** @deprecated Replaced by the `caption.size` option. */
  captionSize?: string | undefined
  /** If set to `true`, first cell in table row will be a `th` instead of a `td`. */
  firstCellIsHeader?: boolean | undefined
  /** If set to `true`, vertical padding will be reduced for table cells. */
  compact?: boolean | undefined
  /** If set to `true`, responsive table classes will be applied. */
  responsive?: boolean | undefined
  /** If set to `true`, wrap a scrolling container around the table component. */
  scroll?: boolean | undefined
  /** If set to `true`, striped background colours will be applied to table rows. */
  striped?: boolean | undefined
  /** Optional variant of table. */
  variant?: string | undefined
  /** Can be used to wrap a card around the table component. */
  card?: Partial<CardParams> | null | boolean | undefined
  /** @deprecated Replaced by the `card` option. */
  panel?: boolean | undefined
  /** @deprecated Replaced by the `card.classes` option. */
  panelClasses?: string | undefined
  /** @deprecated Replaced by the `card.heading.text` option. */
  heading?: string | undefined
  /** @deprecated Replaced by the `card.heading.level` option. */
  headingLevel?: number | undefined
  /** Classes to add to the table container. */
  classes?: string | undefined
  /** @deprecated Replaced by the `classes` option. */
  tableClasses?: string | undefined
  /** HTML attributes (for example data attributes) to add to the table container. */
  attributes?: Attributes | undefined
  /** Text for columns in ascending sort order, used to populate the `%{direction}` placeholder in `sortAnnouncementText`. */
  ascendingText?: string | undefined
  /** Text for columns in descending sort order, used to populate the `%{direction}` placeholder in `sortAnnouncementText`. */
  descendingText?: string | undefined
  /** Announcement made to screen reader users when a table column has been sorted. */
  sortAnnouncementText?: string | undefined
}

/** The official component "tables". */
export const table = component<TableParams>('tables', 'table')
