import { trusted, type SafeHtml } from '#lib/html'
import { radios as official, type RadiosParams } from '../components/radios.ts'
import { escapeAsOfficial } from '../templates.ts'

/**
 * The official component "radios", quick for long lists that change with every request: the official template
 * draws what stands around the items, once; plain items are written here. Any other item is left to the template.
 */
export function radios(params: RadiosParams): SafeHtml {
  const { items, value, disabled, idPrefix, name } = params
  if (typeof value === 'number' || `${idPrefix}${name}`.includes('\n')) return official(params)
  const written: string[] = []
  for (const [index, item] of items.entries()) {
    if (!item) continue
    if (!isPlain(item)) return official(params)
    const place = { id: placeId(item, idPrefix || name, index), name, value, disabled }
    written.push(item.divider ? divider(item.divider) : radio(item, place))
  }
  const around = official({ ...params, value: undefined, disabled: undefined, items: [{ divider: stand }] }).markup
  const standIn = divider(stand)
  const at = around.indexOf(standIn)
  return trusted(around.slice(0, at) + written.join('') + around.slice(at + standIn.length))
}

type Item = Exclude<RadiosParams['items'][number], null | false>
type Place = { id: string; name: string; value: string | undefined; disabled: boolean | undefined }

/** Stands in for the items; a private-use character that no page writes. */
const stand = '\u{F8FF}items\u{F8FF}'

const plainOptions = new Set(['text', 'html', 'id', 'value', 'hint', 'divider', 'checked', 'disabled', 'conditional'])

function isPlain(item: Item): boolean {
  for (const [name, option] of Object.entries(item)) {
    if (option !== undefined && !plainOptions.has(name)) return false
    if (typeof option === 'string' ? option.includes('\n') : typeof option === 'number') return false
  }
  const label = item.divider || item.html?.markup || item.text
  return Boolean(label?.trim()) && !label?.includes('\n') && (!item.hint || wordsOf(item.hint) !== null)
}

/** The words of a hint that has nothing but words on one line; else null. */
function wordsOf(hint: Item['hint']): string | null {
  if (typeof hint === 'string') return hint
  if (typeof hint !== 'object' || hint === null || !('text' in hint) || Object.keys(hint).length !== 1) return null
  return hint.text && !hint.text.includes('\n') ? hint.text : null
}

const placeId = (item: Item, prefix: string, index: number) => item.id || (index ? `${prefix}-${index + 1}` : prefix)

const divider = (text: string) => `\n    <div class="nhsuk-radios__divider">${escapeAsOfficial(text)}</div>`

function radio(item: Item, { id, name, value, disabled }: Place): string {
  const safeId = escapeAsOfficial(id)
  const checked = item.checked || (value ? item.value === value && item.checked !== false : false)
  const off = item.disabled || (disabled && item.disabled !== false)
  const reveal = item.conditional?.html?.markup
  const label = item.html ? item.html.markup : escapeAsOfficial(item.text ?? '')
  const hint = wordsOf(item.hint)
  return `
    <div class="nhsuk-radios__item">
      <input class="nhsuk-radios__input" id="${safeId}" name="${escapeAsOfficial(name)}" type="radio" value="${escapeAsOfficial(String(item.value ?? ''))}"${checked ? ' checked' : ''}${off ? ' disabled' : ''}${reveal ? ` data-aria-controls="conditional-${safeId}"` : ''}${hint ? ` aria-describedby="${safeId}-item-hint"` : ''}>
      <label class="nhsuk-label nhsuk-radios__label" for="${safeId}">
        ${label.trim()}
      </label>${hint ? hintOf(safeId, hint) : ''}
    </div>${reveal ? conditional(safeId, reveal, checked) : ''}`
}

const hintOf = (id: string, text: string) => `
      <div class="nhsuk-hint nhsuk-radios__hint" id="${id}-item-hint">
        ${escapeAsOfficial(text).trim()}
      </div>`

const conditional = (id: string, markup: string, checked: boolean) => `
    <div class="nhsuk-radios__conditional${checked ? '' : ' nhsuk-radios__conditional--hidden'}" id="conditional-${id}">
      ${markup.trim()}
    </div>`
