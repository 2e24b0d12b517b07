// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'
import type { ButtonParams } from './button.ts'
import type { ErrorMessageParams } from './error-message.ts'
import type { HintParams } from './hint.ts'
import type { LabelParams } from './label.ts'

export type PasswordInputParams = {
  /** The ID of the input. */
  id?: string | undefined
  /** The name of the input, which is submitted with the form data. */
  name: string
  /** Optional initial value of the input. */
  value?: string | number | undefined
  /** If `true`, input will be disabled. */
  disabled?: boolean | undefined
  /** One or more element IDs to add to the `aria-describedby` attribute, used to provide additional descriptive information for screenreader users. */
  describedBy?: string | undefined
  /** Options for the label component. */
  label: Partial<LabelParams> | string | SafeHtml | null | boolean
  /** Options for the hint component. */
  hint?: Partial<HintParams> | string | SafeHtml | null | boolean | undefined
  /** Options for the error message component. */
  errorMessage?: Partial<ErrorMessageParams> | string | SafeHtml | null | boolean | undefined
  /** Can be used to add a prefix to the password input component. */
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
    | undefined
  /** Can be used to add a suffix to the password input component. */
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
  /** Attribute to meet [WCAG success criterion 1.3.5: Identify input purpose](https://www.w3.org/WAI/WCAG22/Understanding/identify-input-purpose.html). */
  autocomplete?: string | undefined
  /** Additional options for the wrapping element containing the password input component. */
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
  /** Button text when the password is hidden. */
  showPasswordText?: string | undefined
  /** Button text when the password is visible. */
  hidePasswordText?: string | undefined
  /** @deprecated Replaced by `showPasswordAriaLabel`. */
  showPasswordAriaLabelText?: string | undefined
  /** Button text exposed to assistive technologies, like screen readers, when the password is hidden. */
  showPasswordAriaLabel?: string | undefined
  /** @deprecated Replaced by `hidePasswordAriaLabel`. */
  hidePasswordAriaLabelText?: string | undefined
  /** Button text exposed to assistive technologies, like screen readers, when the password is visible. */
  hidePasswordAriaLabel?: string | undefined
  /** Announcement made to screen reader users when their password has become visible in plain text. */
  passwordShownAnnouncementText?: string | undefined
  /** Announcement made to screen reader users when their password has been obscured and is not visible. */
  passwordHiddenAnnouncementText?: string | undefined
  /** Optional object allowing customisation of the toggle button. */
  button?:
    | (Partial<ButtonParams> & {
        /** Optional variant of password input button – `"brand"`, `"login"`, `"reverse"`, `"secondary"`, `"secondary-solid"` or `"warning"`. */
        variant?: string | undefined
        /** Classes to add to the button. */
        classes?: string | undefined
      })
    | null
    | boolean
    | undefined
}

/** The official component "password-input". */
export const passwordInput = component<PasswordInputParams>('password-input', 'passwordInput')
