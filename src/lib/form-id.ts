import { createHash } from 'node:crypto'

/**
 * The id of what a form makes: the same however often the same is sent from one showing of it, and another where something
 * else was typed, so that nothing that was added is lost. `shown` names the showing. A UUID (version 8, RFC 9562).
 */
export function formId(shown: string, typed: Readonly<Record<string, string>>): string {
  const hex = createHash('sha256')
    .update(JSON.stringify([shown, typed]))
    .digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
