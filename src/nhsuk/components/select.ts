// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'
import type { ErrorMessageParams } from './error-message.ts'
import type { HintParams } from './hint.ts'
import type { LabelParams } from './label.ts'

export type SelectParams = {
  /** ID for the select. */
  id?: string | undefined
  /** The `name` attribute for the select. */
  name: string
  /** The items within the select component. */
  items: readonly (
    | {
        /** The `value` attribute for the option. */
        value?: string | number | undefined
        /** Text for the option item. */
        text?: string | undefined
        /** Divider line used to separate option items. */
        divider?: boolean | undefined
        /** Whether the option should be selected when the page loads. */
        selected?: boolean | undefined
        /** Sets the option item as disabled. */
        disabled?: boolean | undefined
        /** HTML attributes (for example data attributes) to add to the option. */
        attributes?: Attributes | undefined
      }
    | null
    | false
  )[]
  /** The value for the option which should be selected. */
  value?: string | number | undefined
  /** If `true`, select will be disabled. */
  disabled?: boolean | undefined
  /** One or more element IDs to add to the `aria-describedby` attribute, used to provide additional descriptive information for screenreader users. */
  describedBy?: string | undefined
  /** The label used by the select component. */
  label: Partial<LabelParams> | string | SafeHtml | null | boolean
  /** Can be used to add a hint to the select component. */
  hint?: Partial<HintParams> | string | SafeHtml | null | boolean | undefined
  /** Can be used to add an error message to the select component. */
  errorMessage?: Partial<ErrorMessageParams> | string | SafeHtml | null | boolean | undefined
  /** Additional options for the form group containing the select component. */
  formGroup?:
    | {
        /** Classes to add to the form group (for example to show error state for the whole group). */
        classes?: string | undefined
        /** HTML attributes (for example data attributes) to add to the form group. */
        attributes?: Attributes | undefined
        /** Content to add before the select used by the select component. */
        beforeInput?:
          | {
              /** Text to add before the select. */
              text?: string | undefined
              /** HTML to add before the select. */
              html?: SafeHtml | undefined
            }
          | undefined
        /** Content to add after the select used by the select component. */
        afterInput?:
          | {
              /** Text to add after the select. */
              text?: string | undefined
              /** HTML to add after the select. */
              html?: SafeHtml | undefined
            }
          | undefined
      }
    | undefined
  /** Classes to add to the select. */
  classes?: string | undefined
  /** If any of `formGroup.beforeInput` or `formGroup.afterInput` have a value, a wrapping element is added around the select and inserted content. */
  inputWrapper?:
    | {
        /** Classes to add to the wrapping element. */
        classes?: string | undefined
        /** HTML attributes (for example data attributes) to add to the wrapping element. */
        attributes?: Attributes | undefined
      }
    | undefined
  /** HTML attributes (for example data attributes) to add to the select. */
  attributes?: Attributes | undefined
}

/** The official component "select". */
export const select = component<SelectParams>('select', 'select')
