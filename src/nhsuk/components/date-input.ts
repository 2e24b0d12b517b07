// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'
import type { ErrorMessageParams } from './error-message.ts'
import type { FieldsetParams } from './fieldset.ts'
import type { HintParams } from './hint.ts'
import type { InputParams } from './input.ts'
import type { LabelParams } from './label.ts'

export type DateInputParams = {
  /** This is used for the main component and to compose the `id` attribute for each item. */
  id?: string | undefined
  /** Optional prefix. */
  namePrefix?: string | undefined
  /** The inputs within the date input component. */
  items?:
    | readonly (
        | (Partial<InputParams> & {
            /** Item-specific `name` attribute. */
            name: string
            /** Item-specific label. */
            label?: Partial<LabelParams> | string | SafeHtml | null | boolean | undefined
            /** If set to `true`, show a red border on the item input. */
            error?: boolean | undefined
          })
        | null
        | false
      )[]
    | undefined
  /** Can be used to add a hint to the date input component. */
  hint?: Partial<HintParams> | string | SafeHtml | null | boolean | undefined
  /** Can be used to add an error message to the date input component. */
  errorMessage?: Partial<ErrorMessageParams> | string | SafeHtml | null | boolean | undefined
  /** Additional options for the form group containing the date input component. */
  formGroup?:
    | {
        /** Classes to add to the form group (for example to show error state for the whole group). */
        classes?: string | undefined
        /** HTML attributes (for example data attributes) to add to the form group. */
        attributes?: Attributes | undefined
        /** Content to add before the inputs used by the date input component. */
        beforeInputs?:
          | {
              /** Text to add before the inputs. */
              text?: string | undefined
              /** HTML to add before the inputs. */
              html?: SafeHtml | undefined
            }
          | undefined
        /** Content to add after the inputs used by the date input component. */
        afterInputs?:
          | {
              /** Text to add after the inputs. */
              text?: string | undefined
              /** HTML to add after the inputs. */
              html?: SafeHtml | undefined
            }
          | undefined
      }
    | undefined
  /** Can be used to add a fieldset to the date input component. */
  fieldset?: Partial<FieldsetParams> | null | boolean | undefined
  /** Can be used to customise the day input within the date input component. */
  day?:
    | (Partial<InputParams> & {
        /** The `name` attribute for the day input. */
        name?: string | undefined
        /** The `value` attribute for the day input. */
        value?: string | number | undefined
        /** The label used by the day input. */
        label?: Partial<LabelParams> | string | SafeHtml | null | boolean | undefined
        /** If set to `true`, show a red border on the day input. */
        error?: boolean | undefined
      })
    | null
    | boolean
    | undefined
  /** Can be used to customise the month input within the date input component. */
  month?:
    | (Partial<InputParams> & {
        /** The `name` attribute for the month input. */
        name?: string | undefined
        /** The `value` attribute for the month input. */
        value?: string | number | undefined
        /** The label used by the month input. */
        label?: Partial<LabelParams> | string | SafeHtml | null | boolean | undefined
        /** If set to `true`, show a red border on the month input. */
        error?: boolean | undefined
      })
    | null
    | boolean
    | undefined
  /** Can be used to customise the year input within the date input component. */
  year?:
    | (Partial<InputParams> & {
        /** The `name` attribute for the year input. */
        name?: string | undefined
        /** The `value` attribute for the year input. */
        value?: string | number | undefined
        /** The label used by the year input. */
        label?: Partial<LabelParams> | string | SafeHtml | null | boolean | undefined
        /** If set to `true`, show a red border on the year input. */
        error?: boolean | undefined
      })
    | null
    | boolean
    | undefined
  /** An optional object used to specify `value` attributes for the inputs within the date input component without setting `items`. */
  values?:
    | {
        /** The `value` attribute for the day input. */
        day?: string | undefined
        /** The `value` attribute for the month input. */
        month?: string | undefined
        /** The `value` attribute for the year input. */
        year?: string | undefined
      }
    | undefined
  /** If `true`, inputs used by the date input component will be disabled. */
  disabled?: boolean | undefined
  /** Classes to add to the date input container. */
  classes?: string | undefined
  /** HTML attributes (for example data attributes) to add to the date input container. */
  attributes?: Attributes | undefined
}

/** The official component "date-input". */
export const dateInput = component<DateInputParams>('date-input', 'dateInput')
