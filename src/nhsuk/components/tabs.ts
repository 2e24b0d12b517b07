// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'

export type TabsParams = {
  /** The ID of the tabs component. */
  id?: string | undefined
  /** Optional prefix. */
  idPrefix?: string | undefined
  /** @deprecated Replaced by the `visuallyHiddenText` option. */
  title?: string | undefined
  /** Visually hidden heading for the tabs contents list items. */
  visuallyHiddenText?: string | undefined
  /** Array of tab items. */
  items: readonly (
    | {
        /** Specific `id` attribute for the tab item. */
        id?: string | undefined
        /** The text label of a tab item. */
        label: string
        /** HTML attributes (for example data attributes) to add to the tab. */
        attributes?: Attributes | undefined
        /** Content for the tab panel. */
        panel?:
          | {
              /** If `html` is set, this is not required. */
              text?: string | undefined
              /** If `text` is set, this is not required. */
              html?: SafeHtml | undefined
              /** HTML attributes (for example data attributes) to add to the tab panel. */
              attributes?: Attributes | undefined
            }
          | undefined
      }
    | null
    | false
  )[]
  /** Classes to add to the tabs component. */
  classes?: string | undefined
  /** HTML attributes (for example data attributes) to add to the tabs components. */
  attributes?: Attributes | undefined
}

/** The official component "tabs". */
export const tabs = component<TabsParams>('tabs', 'tabs')
