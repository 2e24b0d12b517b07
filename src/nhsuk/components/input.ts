// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'
import type { ErrorMessageParams } from './error-message.ts'
import type { HintParams } from './hint.ts'
import type { LabelParams } from './label.ts'

export type InputParams = {
  /** The ID of the input. */
  id?: string | undefined
  /** The name of the input, which is submitted with the form data. */
  name: string
  /** Type of input control, for example, an email input control. */
  type?: string | undefined
  /** Optional value for [the `inputmode` attribute](https://developer.mozilla.org/en-US/docs/Web/HTML/Global_attributes/inputmode). */
  inputmode?: string | undefined
  /** Optional initial value of the input. */
  value?: string | number | undefined
  /** If `true`, input will be disabled. */
  disabled?: boolean | undefined
  /** One or more element IDs to add to the `aria-describedby` attribute, used to provide additional descriptive information for screenreader users. */
  describedBy?: string | undefined
  /** The label used by the text input component. */
  label: Partial<LabelParams> | string | SafeHtml | null | boolean
  /** Can be used to add a hint to a text input component. */
  hint?: Partial<HintParams> | string | SafeHtml | null | boolean | undefined
  /** Can be used to add an error message to the text input component. */
  errorMessage?: Partial<ErrorMessageParams> | string | SafeHtml | null | boolean | undefined
  /** Can be used to add a prefix to the text input component. */
  prefix?:
    | {
        /** Required. */
        text?: string | undefined
        /** Required. */
        html?: SafeHtml | undefined
        /** Classes to add to the prefix. */
        classes?: string | undefined
        /** HTML attributes (for example data attributes) to add to the prefix element. */
        attributes?: Attributes | undefined
      }
    | string
    | SafeHtml
    | undefined
  /** Can be used to add a suffix to the text input component. */
  suffix?:
    | {
        /** If `html` is set, this is not required. */
        text?: string | undefined
        /** If `text` is set, this is not required. */
        html?: SafeHtml | undefined
        /** Classes to add to the suffix element. */
        classes?: string | undefined
        /** HTML attributes (for example data attributes) to add to the suffix element. */
        attributes?: Attributes | undefined
      }
    | string
    | SafeHtml
    | undefined
  /** If set to `true`, use a monospace font for codes or sequences. */
  code?: boolean | undefined
  /** Optional fixed width for the text input component – `2`, `3`, `4`, `5`, `10`, `20` or `30`. */
  width?: string | number | undefined
  /** If set to `true`, larger input size will be used. */
  large?: boolean | undefined
  /** Additional options for the form group containing the text input component. */
  formGroup?:
    | {
        /** Classes to add to the form group (for example to show error state for the whole group). */
        classes?: string | undefined
        /** HTML attributes (for example data attributes) to add to the form group. */
        attributes?: Attributes | undefined
        /** Content to add before the input used by the text input component. */
        beforeInput?:
          | {
              /** Text to add before the input. */
              text?: string | undefined
              /** HTML to add before the input. */
              html?: SafeHtml | undefined
            }
          | undefined
        /** Content to add after the input used by the text input component. */
        afterInput?:
          | {
              /** Text to add after the input. */
              text?: string | undefined
              /** HTML to add after the input. */
              html?: SafeHtml | undefined
            }
          | undefined
      }
    | undefined
  /** Classes to add to the input. */
  classes?: string | undefined
  /** Attribute to meet [WCAG success criterion 1.3.5: Identify input purpose](https://www.w3.org/WAI/WCAG22/Understanding/identify-input-purpose.html), for instance `"bday-day"`. */
  autocomplete?: string | undefined
  /** Attribute to [provide a regular expression pattern](https://html.spec.whatwg.org/multipage/input.html#the-pattern-attribute), used to match allowed character combinations for the input value. */
  pattern?: string | undefined
  /** Attribute to provide placeholder text for the input. */
  placeholder?: string | undefined
  /** Optional field to enable or disable the `spellcheck` attribute on the input. */
  spellcheck?: boolean | undefined
  /** Optional field to enable or disable autocapitalisation of user input. */
  autocapitalize?: string | undefined
  /** If any of `prefix`, `suffix`, `formGroup.beforeInput` or `formGroup.afterInput` have a value, a wrapping element is added around the input and inserted content. */
  inputWrapper?:
    | {
        /** Classes to add to the wrapping element. */
        classes?: string | undefined
        /** HTML attributes (for example data attributes) to add to the wrapping element. */
        attributes?: Attributes | undefined
      }
    | undefined
  /** HTML attributes (for example data attributes) to add to the input. */
  attributes?: Attributes | undefined
}

/** The official component "input". */
export const input = component<InputParams>('input', 'input')
