// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'
import type { ErrorMessageParams } from './error-message.ts'
import type { HintParams } from './hint.ts'
import type { LabelParams } from './label.ts'

export type TextareaParams = {
  /** The ID of the textarea. */
  id?: string | undefined
  /** The name of the textarea, which is submitted with the form data. */
  name: string
  /** Optional field to enable or disable the `spellcheck` attribute on the textarea. */
  spellcheck?: boolean | undefined
  /** Optional number of textarea rows (default is 5 rows). */
  rows?: string | number | undefined
  /** Optional initial value of the textarea. */
  value?: string | number | undefined
  /** If `true`, textarea will be disabled. */
  disabled?: boolean | undefined
  /** One or more element IDs to add to the `aria-describedby` attribute, used to provide additional descriptive information for screenreader users. */
  describedBy?: string | undefined
  /** The label used by the textarea component. */
  label: Partial<LabelParams> | string | SafeHtml | null | boolean
  /** Can be used to add a hint to the textarea component. */
  hint?: Partial<HintParams> | string | SafeHtml | null | boolean | undefined
  /** Can be used to add an error message to the textarea component. */
  errorMessage?: Partial<ErrorMessageParams> | string | SafeHtml | null | boolean | undefined
  /** Additional options for the form group containing the textarea component. */
  formGroup?:
    | {
        /** Classes to add to the form group (for example to show error state for the whole group). */
        classes?: string | undefined
        /** HTML attributes (for example data attributes) to add to the form group. */
        attributes?: Attributes | undefined
        /** Content to add before the textarea used by the textarea component. */
        beforeInput?:
          | {
              /** Text to add before the textarea. */
              text?: string | undefined
              /** HTML to add before the textarea. */
              html?: SafeHtml | undefined
            }
          | undefined
        /** Content to add after the textarea used by the textarea component. */
        afterInput?:
          | {
              /** Text to add after the textarea. */
              text?: string | undefined
              /** HTML to add after the textarea. */
              html?: SafeHtml | undefined
            }
          | undefined
      }
    | undefined
  /** Classes to add to the textarea. */
  classes?: string | undefined
  /** Attribute to meet [WCAG success criterion 1.3.5: Identify input purpose](https://www.w3.org/WAI/WCAG22/Understanding/identify-input-purpose.html), for instance `"street-address"`. */
  autocomplete?: string | undefined
  /** HTML attributes (for example data attributes) to add to the textarea. */
  attributes?: Attributes | undefined
}

/** The official component "textarea". */
export const textarea = component<TextareaParams>('textarea', 'textarea')
