import { dateInput, input } from '#nhsuk'
import type { TypedDate } from '../civil.ts'
import type { FieldErrors } from '../route.ts'

/** Day, month and year. An error is about the first of them, so that its link leads to a field. */
export const dateFields = (name: string, legend: string, value: TypedDate, errors: FieldErrors) => {
  const error = errors[`${name}-day`]
  const item = (part: keyof TypedDate, width: number) => ({
    id: `${name}-${part}`,
    name: `${name}-${part}`,
    label: part[0]!.toUpperCase() + part.slice(1),
    value: value[part],
    inputmode: 'numeric',
    width,
    error: error !== undefined,
  })
  return dateInput({
    id: name,
    fieldset: { legend: { text: legend, size: 's' } },
    errorMessage: error,
    items: [item('day', 2), item('month', 2), item('year', 4)],
  })
}

/** A time of day, typed. */
export const clockField = (id: string, label: string, value: string, errors: FieldErrors, hint?: string) =>
  input({
    id,
    name: id,
    value,
    label: { text: label },
    hint: hint === undefined ? undefined : { text: hint },
    width: 5,
    autocomplete: 'off',
    errorMessage: errors[id],
  })
