/** Markup that is safe to send as it stands. Only `html` and `trusted` make one. */
export class SafeHtml {
  readonly markup: string
  constructor(markup: string) {
    this.markup = markup
  }
  toString() {
    return this.markup
  }
}

export type Piece = SafeHtml | string | number | null | undefined | false | readonly Piece[]

const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** The text with every character that means something in HTML written as an entity. */
export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => named[character] ?? character)

/** A template of markup: text put into it is escaped, SafeHtml passes, lists are joined, null and false vanish. */
export function html(parts: TemplateStringsArray, ...pieces: Piece[]): SafeHtml {
  let out = parts[0] ?? ''
  pieces.forEach((piece, i) => (out += render(piece) + (parts[i + 1] ?? '')))
  return new SafeHtml(out)
}

/** Markup from a source that is ours: a template engine that escapes, a file of the project. */
export const trusted = (markup: string) => new SafeHtml(markup)

function render(piece: Piece): string {
  if (piece instanceof SafeHtml) return piece.markup
  if (typeof piece === 'string') return escapeHtml(piece)
  if (typeof piece === 'number') return String(piece)
  return Array.isArray(piece) ? piece.map(render).join('') : ''
}
