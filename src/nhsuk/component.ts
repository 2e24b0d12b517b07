import type { SafeHtml } from '#lib/html'
import { createCache } from './cache.ts'
import { draw, type Official } from './templates.ts'

/**
 * Gives the function that draws one component by its official template. The same options give the same markup, so
 * it is drawn once and remembered: all but what may carry somebody's own words.
 */
export function component<Params extends object>(folder: string, macro: string) {
  const official: Official = { folder, macro }
  return (params: Params, inside?: SafeHtml): SafeHtml => {
    if (inside || mayCarryWords(folder, params)) return draw(official, params, inside)
    const key = folder + JSON.stringify(params)
    const known = drawn.get(key)
    if (known) return known
    const made = draw(official, params)
    drawn.set(key, made, made.markup.length)
    return made
  }
}

const drawn = createCache<SafeHtml>({ entries: 2_000, characters: 4_000_000 })

const fields = new Set(['character-count', 'date-input', 'input', 'password-input', 'search-input', 'textarea'])

const mayCarryWords = (folder: string, params: object) =>
  folder === 'summary-list' || (fields.has(folder) && ('value' in params || 'values' in params || 'items' in params))
