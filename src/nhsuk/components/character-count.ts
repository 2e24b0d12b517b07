// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'
import type { ErrorMessageParams } from './error-message.ts'
import type { HintParams } from './hint.ts'
import type { LabelParams } from './label.ts'

export type CharacterCountParams = {
  /** The ID of the textarea. */
  id?: string | undefined
  /** The name of the textarea, which is submitted with the form data. */
  name: string
  /** Optional number of textarea rows (default is 5 rows). */
  rows?: string | number | undefined
  /** Optional initial value of the textarea. */
  value?: string | number | undefined
  /** The maximum number of characters (or words if `countType` is set to `"words"`). */
  maxlength?: string | number | undefined
  /** @deprecated Replaced by the `maxlength` and `countType: "words"` options. */
  maxwords?: string | number | undefined
  /** The count type used to count the text – `"length"` or `"words"`. */
  countType?: string | undefined
  /** The percentage value of the limit at which point the count message is displayed. */
  threshold?: string | number | undefined
  /** The label used by the character count component. */
  label: Partial<LabelParams> | string | SafeHtml | null | boolean
  /** Can be used to add a hint to the character count component. */
  hint?: Partial<HintParams> | string | SafeHtml | null | boolean | undefined
  /** Can be used to add an error message to the character count component. */
  errorMessage?: Partial<ErrorMessageParams> | string | SafeHtml | null | boolean | undefined
  /** Additional options for the form group containing the character count component. */
  formGroup?:
    | {
        /** Classes to add to the form group (for example to show error state for the whole group). */
        classes?: string | undefined
        /** HTML attributes (for example data attributes) to add to the form group. */
        attributes?: Attributes | undefined
        /** Content to add before the textarea used by the character count component. */
        beforeInput?:
          | {
              /** Text to add before the textarea. */
              text?: string | undefined
              /** HTML to add before the textarea. */
              html?: SafeHtml | undefined
            }
          | undefined
        /** Content to add after the textarea used by the character count component. */
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
  /** HTML attributes (for example data attributes) to add to the textarea. */
  attributes?: Attributes | undefined
  /** Optional field to enable or disable the `spellcheck` attribute on the character count. */
  spellcheck?: boolean | undefined
  /** If `true`, textarea will be disabled. */
  disabled?: boolean | undefined
  /** Attribute to meet [WCAG success criterion 1.3.5: Identify input purpose](https://www.w3.org/WAI/WCAG22/Understanding/identify-input-purpose.html), for instance `"street-address"`. */
  autocomplete?: string | undefined
  /** Additional options for the count message used by the character count component. */
  countMessage?:
    | {
        /** Classes to add to the count message. */
        classes?: string | undefined
      }
    | undefined
  /** Message made available to assistive technologies to describe that the component accepts only a limited amount of content. */
  textareaDescriptionText?: string | undefined
  /** Message displayed when the number of characters is under the configured maximum, `maxlength`. */
  charactersUnderLimitText?: Attributes | undefined
  /** Message displayed when the number of characters reaches the configured maximum, `maxlength`. */
  charactersAtLimitText?: string | undefined
  /** Message displayed when the number of characters is over the configured maximum, `maxlength`. */
  charactersOverLimitText?: Attributes | undefined
  /** Message displayed when the number of words is under the configured maximum, `maxlength` with `countType: "words"`. */
  wordsUnderLimitText?: Attributes | undefined
  /** Message displayed when the number of words reaches the configured maximum, `maxlength` with `countType: "words"`. */
  wordsAtLimitText?: string | undefined
  /** Message displayed when the number of words is over the configured maximum, `maxlength` with `countType: "words"`. */
  wordsOverLimitText?: Attributes | undefined
}

/** The official component "character-count". */
export const characterCount = component<CharacterCountParams>('character-count', 'characterCount')
