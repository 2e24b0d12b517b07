// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'
import type { ErrorMessageParams } from './error-message.ts'
import type { FieldsetParams } from './fieldset.ts'
import type { HintParams } from './hint.ts'
import type { LabelParams } from './label.ts'

export type CheckboxesParams = {
  /** The ID of the checkboxes component. */
  id?: string | undefined
  /** One or more element IDs to add to the input `aria-describedby` attribute without a fieldset, used to provide additional descriptive information for screenreader users. */
  describedBy?: string | undefined
  /** Can be used to add a fieldset to the checkboxes component. */
  fieldset?: Partial<FieldsetParams> | null | boolean | undefined
  /** Can be used to add a hint to the checkboxes component. */
  hint?: Partial<HintParams> | string | SafeHtml | null | boolean | undefined
  /** Can be used to add an error message to the checkboxes component. */
  errorMessage?: Partial<ErrorMessageParams> | string | SafeHtml | null | boolean | undefined
  /** Additional options for the form group containing the checkboxes component. */
  formGroup?:
    | {
        /** Classes to add to the form group (for example to show error state for the whole group). */
        classes?: string | undefined
        /** HTML attributes (for example data attributes) to add to the form group. */
        attributes?: Attributes | undefined
        /** Content to add before all checkbox items within the checkboxes component. */
        beforeInputs?:
          | {
              /** Text to add before all checkbox items. */
              text?: string | undefined
              /** HTML to add before all checkbox items. */
              html?: SafeHtml | undefined
            }
          | undefined
        /** Content to add after all checkbox items within the checkboxes component. */
        afterInputs?:
          | {
              /** Text to add after all checkbox items. */
              text?: string | undefined
              /** HTML to add after all checkbox items. */
              html?: SafeHtml | undefined
            }
          | undefined
      }
    | undefined
  /** Optional prefix. */
  idPrefix?: string | undefined
  /** The `name` attribute for all checkbox items. */
  name: string
  /** The checkbox items within the checkboxes component. */
  items: readonly (
    | {
        /** If `html` is set, this is not required. */
        text?: string | undefined
        /** If `text` is set, this is not required. */
        html?: SafeHtml | undefined
        /** Specific `id` attribute for the checkbox item. */
        id?: string | undefined
        /** Specific `name` attribute for the checkbox item. */
        name?: string | undefined
        /** The `value` attribute for the checkbox input. */
        value?: string | number | undefined
        /** The label used by each checkbox item within the checkboxes component. */
        label?: Partial<LabelParams> | string | SafeHtml | null | boolean | undefined
        /** Can be used to add a hint to each checkbox item within the checkboxes component. */
        hint?: Partial<HintParams> | string | SafeHtml | null | boolean | undefined
        /** Divider text to separate checkbox items, for example the text `"or"`. */
        divider?: string | undefined
        /** Whether the checkbox should be checked when the page loads. */
        checked?: boolean | undefined
        /** Provide additional content to reveal when the checkbox is checked. */
        conditional?:
          | {
              /** The HTML to reveal when the checkbox is checked. */
              html?: SafeHtml | undefined
            }
          | undefined
        /** If `true`, checkbox will be disabled. */
        disabled?: boolean | undefined
        /** Classes to add to the checkbox input tag. */
        classes?: string | undefined
        /** HTML attributes (for example data attributes) to add to the checkbox input tag. */
        attributes?: Attributes | undefined
        /** Behaviour of the checkbox when JavaScript is enabled – `"exclusive"` or `"inclusive"`. */
        behaviour?: string | undefined
        /** Used in conjunction with `behaviour` - this should be set to a string which groups checkboxes together into a set for use with a "none" or "all" option. */
        behaviourGroup?: string | undefined
        /** @deprecated Replaced by `item.behaviour` in the `items` option. */
        exclusive?: boolean | undefined
        /** @deprecated Replaced by `item.behaviourGroup` in the `items` option. */
        exclusiveGroup?: string | undefined
      }
    | null
    | false
  )[]
  /** Array of values for checkboxes which should be checked when the page loads. */
  values?: readonly (string | null | false)[] | undefined
  /** If `true`, checkbox inputs used by the checkboxes component will be disabled. */
  disabled?: boolean | undefined
  /** If set to `true`, small checkboxes will be used. */
  small?: boolean | undefined
  /** If set to `true`, inline checkboxes will be used. */
  inline?: boolean | undefined
  /** Classes to add to the checkboxes container. */
  classes?: string | undefined
  /** HTML attributes (for example data attributes) to add to the checkboxes container. */
  attributes?: Attributes | undefined
}

/** The official component "checkboxes". */
export const checkboxes = component<CheckboxesParams>('checkboxes', 'checkboxes')
