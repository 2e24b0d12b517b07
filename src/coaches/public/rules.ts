/** As long as what a coach writes of themselves may be, in characters. */
export const mostWritten = 2_000

/** What is wrong with words for everybody to read, or null. */
export function whyNotWritten(text: string): string | null {
  if (text.trim() === '') return 'Write a few sentences about you'
  if (/[^\P{C}\n]/u.test(text)) return 'This has a character in it that we cannot keep. Type it again'
  return text.length > mostWritten ? `This must be ${mostWritten.toLocaleString('en-GB')} characters or fewer` : null
}

/** Text in its paragraphs. */
export const paragraphsOf = (text: string): string[] =>
  text
    .split(/\n+/)
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** The type of a photo as browsers are told it. */
export const typeOf = (kind: string): string => (kind === 'png' ? 'image/png' : 'image/jpeg')

/** The hash in the address of a photo, or null for what is none. */
export const hashIn = (name: string | undefined): string | null => (/^[0-9a-f]{64}$/.test(name ?? '') ? name! : null)
