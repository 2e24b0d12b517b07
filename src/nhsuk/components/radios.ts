// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'
import type { ErrorMessageParams } from './error-message.ts'
import type { FieldsetParams } from './fieldset.ts'
import type { HintParams } from './hint.ts'
import type { LabelParams } from './label.ts'

export type RadiosParams = {
  /** The ID of the radios component. */
  id?: string | undefined
  /** The fieldset used by the radios component. */
  fieldset?: Partial<FieldsetParams> | null | boolean | undefined
  /** Can be used to add a hint to the radios component. */
  hint?: Partial<HintParams> | string | SafeHtml | null | boolean | undefined
  /** Can be used to add an error message to the radios component. */
  errorMessage?: Partial<ErrorMessageParams> | string | SafeHtml | null | boolean | undefined
  /** Additional options for the form group containing the radios component. */
  formGroup?:
    | {
        /** Classes to add to the form group (for example to show error state for the whole group). */
        classes?: string | undefined
        /** HTML attributes (for example data attributes) to add to the form group. */
        attributes?: Attributes | undefined
        /** Content to add before all radio items within the radios component. */
        beforeInputs?:
          | {
              /** Text to add before all radio items. */
              text?: string | undefined
              /** HTML to add before all radio items. */
              html?: SafeHtml | undefined
            }
          | undefined
        /** Content to add after all radio items within the radios component. */
        afterInputs?:
          | {
              /** Text to add after all radio items. */
              text?: string | undefined
              /** HTML to add after all radio items. */
              html?: SafeHtml | undefined
            }
          | undefined
      }
    | undefined
  /** Optional prefix. */
  idPrefix?: string | undefined
  /** The `name` attribute for the radio items. */
  name: string
  /** The radio items within the radios component. */
  items: readonly (
    | {
        /** If `html` is set, this is not required. */
        text?: string | undefined
        /** If `text` is set, this is not required. */
        html?: SafeHtml | undefined
        /** Specific `id` attribute for the radio item. */
        id?: string | undefined
        /** The `value` attribute for the radio input. */
        value?: string | number | undefined
        /** The label used by each radio item within the radios component. */
        label?: Partial<LabelParams> | string | SafeHtml | null | boolean | undefined
        /** Can be used to add a hint to each radio item within the radios component. */
        hint?: Partial<HintParams> | string | SafeHtml | null | boolean | undefined
        /** Divider text to separate radio items, for example the text `"or"`. */
        divider?: string | undefined
        /** Whether the radio should be checked when the page loads. */
        checked?: boolean | undefined
        /** Provide additional content to reveal when the radio is checked. */
        conditional?:
          | {
              /** The HTML to reveal when the radio is checked. */
              html?: SafeHtml | undefined
            }
          | undefined
        /** If `true`, radio will be disabled. */
        disabled?: boolean | undefined
        /** Classes to add to the radio input tag. */
        classes?: string | undefined
        /** HTML attributes (for example data attributes) to add to the radio input tag. */
        attributes?: Attributes | undefined
      }
    | null
    | false
  )[]
  /** The value for the radio which should be checked when the page loads. */
  value?: string | number | undefined
  /** If `true`, radio inputs used by the radios component will be disabled. */
  disabled?: boolean | undefined
  /** If set to `true`, small radios will be used. */
  small?: boolean | undefined
  /** If set to `true`, inline radios will be used. */
  inline?: boolean | undefined
  /** Classes to add to the radios container. */
  classes?: string | undefined
  /** HTML attributes (for example data attributes) to add to the radios container. */
  attributes?: Attributes | undefined
}

/** The official component "radios". */
export const radios = component<RadiosParams>('radios', 'radios')
