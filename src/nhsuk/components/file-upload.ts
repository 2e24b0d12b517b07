// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'
import type { ErrorMessageParams } from './error-message.ts'
import type { HintParams } from './hint.ts'
import type { LabelParams } from './label.ts'

export type FileUploadParams = {
  /** The name of the input, which is submitted with the form data. */
  name: string
  /** The ID of the input. */
  id?: string | undefined
  /** If `true`, file input will be disabled. */
  disabled?: boolean | undefined
  /** If `true`, a user may select multiple files at the same time. */
  multiple?: boolean | undefined
  /** One or more element IDs to add to the `aria-describedby` attribute, used to provide additional descriptive information for screenreader users. */
  describedBy?: string | undefined
  /** The label used by the file upload component. */
  label: Partial<LabelParams> | string | SafeHtml | null | boolean
  /** Can be used to add a hint to the file upload component. */
  hint?: Partial<HintParams> | string | SafeHtml | null | boolean | undefined
  /** Can be used to add an error message to the file upload component. */
  errorMessage?: Partial<ErrorMessageParams> | string | SafeHtml | null | boolean | undefined
  /** Additional options for the form group containing the file upload component. */
  formGroup?:
    | {
        /** Classes to add to the form group (for example to show error state for the whole group). */
        classes?: string | undefined
        /** HTML attributes (for example data attributes) to add to the form group. */
        attributes?: Attributes | undefined
        /** Content to add before the input used by the file upload component. */
        beforeInput?:
          | {
              /** Text to add before the input. */
              text?: string | undefined
              /** HTML to add before the input. */
              html?: SafeHtml | undefined
            }
          | undefined
        /** Content to add after the input used by the file upload component. */
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
  /** Classes to add to the button that opens the file picker. */
  chooseFilesButtonClassList?: readonly (string | null | false)[] | undefined
  /** The text of the button that opens the file picker. */
  chooseFilesButtonText?: string | undefined
  /** The text informing users they can drop files. */
  dropInstructionText?: string | undefined
  /** The text displayed when multiple files have been chosen by the user. */
  multipleFilesChosenText?: Attributes | undefined
  /** The text displayed when no file has been chosen by the user. */
  noFileChosenText?: string | undefined
  /** The text announced by assistive technology when user drags files and enters the drop zone. */
  enteredDropZoneText?: string | undefined
  /** The text announced by assistive technology when user drags files and leaves the drop zone without dropping. */
  leftDropZoneText?: string | undefined
  /** Classes to add to the file upload component. */
  classes?: string | undefined
  /** HTML attributes (for example data attributes) to add to the file upload component. */
  attributes?: Attributes | undefined
}

/** The official component "file-upload". */
export const fileUpload = component<FileUploadParams>('file-upload', 'fileUpload')
