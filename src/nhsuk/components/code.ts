// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'
import type { ButtonParams } from './button.ts'

export type CodeParams = {
  /** The ID of the code component. */
  id?: string | undefined
  /** If `html` is set, this is not required. */
  text?: string | undefined
  /** If `text` is set, this is not required. */
  html?: SafeHtml | undefined
  /** Classes to add to the code container. */
  classes?: string | undefined
  /** HTML attributes (for example data attributes) to add to the code container. */
  attributes?: Attributes | undefined
  /** Classes to add to the button. */
  copyButtonClassList?: readonly (string | null | false)[] | undefined
  /** Button text before the code is copied to clipboard. */
  copyButtonText?: string | undefined
  /** Button text when the code is copied to clipboard. */
  copiedButtonText?: string | undefined
  /** Announcement made to screen reader users when the code is copied to clipboard. */
  copiedAnnouncementText?: string | undefined
  /** Optional object allowing customisation of the copy button. */
  button?:
    | (Partial<ButtonParams> & {
        /** Classes to add to the button. */
        classes?: string | undefined
      })
    | null
    | boolean
    | undefined
  /** Optional variant of code. */
  variant?: string | undefined
  /** Optional background colour for the code element – `"body"` or `"template"`. */
  background?: string | undefined
  /** If set to `false`, remove border from the code container. */
  border?: boolean | undefined
}

/** The official component "code"; its content may be given as `inside`. */
export const code = component<CodeParams>('code', 'code')
