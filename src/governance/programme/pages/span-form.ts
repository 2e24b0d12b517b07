import { html, type SafeHtml } from '#lib/html'
import { select } from '#nhsuk'
import type { Service, SpanKind } from '#organisations'
import { clockField, dateFields, type FieldErrors } from '#web'
import type { TypedSpan } from '../typed.ts'

const hints: Record<SpanKind, { from: string; until: string; last: string }> = {
  closure: {
    from: 'Leave it empty for the start of the day',
    until: 'Leave it empty for the end of the day',
    last: 'Last day (leave it empty for one day)',
  },
  pause: {
    from: 'Leave it empty for the start of the day',
    until: 'For example, 8am. Leave it empty for the end of the day',
    last: 'Last day',
  },
}

/** Which services, from when and until when. */
export const spanFields = (
  kind: SpanKind,
  services: readonly Service[],
  typed: TypedSpan,
  errors: FieldErrors,
): SafeHtml => html`
  ${select({
    id: 'service',
    name: 'service',
    label: { text: 'Which service' },
    value: typed.service,
    items: [
      { value: '', text: 'Select' },
      { value: 'all', text: 'All services' },
      ...services.map(({ key, name }) => ({ value: key, text: name })),
    ],
    errorMessage: errors['service'],
  })}
  ${dateFields('from', kind === 'pause' ? 'First day (leave it empty to begin now)' : 'First day', typed.from, errors)}
  ${clockField('from-time', 'From', typed.fromTime, errors, hints[kind].from)}
  ${dateFields('until', hints[kind].last, typed.until, errors)}
  ${clockField('until-time', 'Until', typed.untilTime, errors, hints[kind].until)}`
