// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'
import type { CaptionParams } from './caption.ts'
import type { HeadingParams } from './heading.ts'

export type NotificationBannerParams = {
  /** The ID of the notification banner. */
  id?: string | undefined
  /** The title that displays in the notification banner:
- if you do not set `variant`, `title.text` defaults to `"Important"`
- if you set `variant` to `"success"`, `title.text` defaults to `"Success"`
- if you set `title.text` or `title.html`, the defaults are ignored */
  title?:
    | (Partial<HeadingParams> & {
        /** The ID of the title. */
        id?: string | undefined
        /** If `html` is set, this is not required. */
        text?: string | undefined
        /** If `text` is set, this is not required. */
        html?: SafeHtml | undefined
        /** A visually hidden suffix added to the title. */
        visuallyHiddenText?: string | undefined
        /** Optional alias for the title heading `level` option. */
        headingLevel?: number | undefined
        /** Optional heading level for the title. */
        level?: number | undefined
        /** Classes to add to the title. */
        classes?: string | undefined
        /** HTML attributes (for example data attributes) to add to the title. */
        attributes?: Attributes | undefined
      })
    | string
    | SafeHtml
    | null
    | boolean
    | undefined
  /** @deprecated Replaced by the `title.id` option. */
  titleId?: string | undefined
  /** @deprecated Replaced by the `title.text` option. */
  titleText?: string | undefined
  /** @deprecated Replaced by the `title.html` option. */
  titleHtml?: SafeHtml | undefined
  /** @deprecated Replaced by the `title.level` option. */
  titleHeadingLevel?: number | undefined
  /** Heading to be used within the notification banner. */
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
        /** Optional heading level for the heading. */
        level?: number | undefined
        /** Classes to add to the heading. */
        classes?: string | undefined
        /** HTML attributes (for example data attributes) to add to the heading. */
        attributes?: Attributes | undefined
        /** HTML element for the heading – for example, `"p"`. */
        element?: string | undefined
      })
    | string
    | SafeHtml
    | null
    | boolean
    | undefined
  /** The text that displays in the notification banner. */
  text?: string | undefined
  /** The HTML to use within the notification banner. */
  html?: SafeHtml | undefined
  /** Optional variant of notification banner. */
  variant?: string | undefined
  /** @deprecated Replaced by the `variant` option. */
  type?: string | undefined
  /** Overrides the value of the `role` attribute for the notification banner. */
  role?: string | undefined
  /** If you set `variant` to `"success"`, or `role` to `"alert"`, JavaScript moves the keyboard focus to the notification banner when the page loads. */
  disableAutoFocus?: boolean | undefined
  /** The classes that you want to add to the notification banner. */
  classes?: string | undefined
  /** The HTML attributes that you want to add to the notification banner, for example, data attributes. */
  attributes?: Attributes | undefined
}

/** The official component "notification-banner"; its content may be given as `inside`. */
export const notificationBanner = component<NotificationBannerParams>('notification-banner', 'notificationBanner')
