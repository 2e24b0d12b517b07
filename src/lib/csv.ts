/** A byte order mark: by it a spreadsheet knows that the file is in UTF-8. */
const mark = '\uFEFF'

/**
 * A table as CSV (RFC 4180) that is safe to open: every field in quotes, and what a spreadsheet would take for a formula
 * behind an apostrophe, those that begin with a full-width sign too.
 */
export const csv = (rows: readonly (readonly (string | number)[])[]): string =>
  mark + rows.map((row) => `${row.map(asField).join(',')}\r\n`).join('')

const asField = (value: string | number) =>
  typeof value === 'number' ? String(value) : `"${unlikeFormula(value).replaceAll('"', '""')}"`

const unlikeFormula = (text: string) => (/^\s*[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text)
