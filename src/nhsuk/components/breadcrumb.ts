// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'
import type { BackLinkParams } from './back-link.ts'

export type BreadcrumbParams = {
  /** The ID of the breadcrumb. */
  id?: string | undefined
  /** Array of breadcrumbs items. */
  items: readonly (
    | {
        /** Text to use within the breadcrumbs item. */
        text?: string | undefined
        /** HTML to use within the breadcrumbs item. */
        html?: SafeHtml | undefined
        /** The breadcrumb item `href` attribute. */
        href?: string | undefined
        /** HTML attributes (for example data attributes) to add to the individual crumb. */
        attributes?: Attributes | undefined
      }
    | null
    | false
  )[]
  /** @deprecated Replaced by `item.text` in the `items` option. */
  text?: string | undefined
  /** @deprecated Replaced by `item.href` in the `items` option. */
  href?: string | undefined
  /** Optional variant of breadcrumb. */
  variant?: string | undefined
  /** Classes to add to the container. */
  classes?: string | undefined
  /** HTML attributes (for example data attributes) to add to the container. */
  attributes?: Attributes | undefined
  /** @deprecated Replaced by the `ariaLabel` option. */
  labelText?: string | undefined
  /** Accessible name identifying the landmark to screen readers. */
  ariaLabel?: string | undefined
  /** The back link used by the breadcrumbs component on mobile. */
  backLink?: Partial<BackLinkParams> | null | boolean | undefined
}

/** The official component "breadcrumb". */
export const breadcrumb = component<BreadcrumbParams>('breadcrumb', 'breadcrumb')
