/** "Punjabi" for "pa": a language in English, or its tag where English has no name for it. */
export function languageName(tag: string): string {
  try {
    return ours[tag.toLowerCase()] ?? names().of(tag) ?? tag
  } catch {
    return tag
  }
}

/** The tag of a language that was written in English or as a tag itself; null for what names none. */
export function languageTag(written: string): string | null {
  const word = written.trim().toLowerCase()
  return (
    tagsByName().get(alsoCalled.get(word) ?? word) ??
    (isNamed(word) ? (Intl.getCanonicalLocales(word)[0] ?? null) : null)
  )
}

/** Languages written one after another, as in "English, Urdu and Punjabi", each once; or the first that is none. */
export function readLanguages(written: string): { tags: string[] } | { unknown: string } {
  const words = written.split(/,|;|\n|\band\b/i).flatMap((word) => word.trim() || [])
  const tags = words.map(languageTag)
  const unknown = words[tags.indexOf(null)]
  return unknown === undefined ? { tags: [...new Set(tags as string[])] } : { unknown }
}

let english: Intl.DisplayNames | undefined
/** All names of languages take several megabytes: only who asks for one has them. */
const names = () => (english ??= new Intl.DisplayNames('en-GB', { type: 'language', fallback: 'none' }))
const ours: Record<string, string> = {
  bfi: 'British Sign Language',
  bn: 'Bengali',
  syl: 'Sylheti',
  tl: 'Tagalog',
  tw: 'Twi',
}
const alsoCalled = new Map([
  ['bsl', 'british sign language'],
  ['farsi', 'persian'],
  ['mandarin', 'chinese'],
])

const isNamed = (tag: string) => /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/.test(tag) && languageName(tag) !== tag

// Languages that have no tag of two letters and are coached in here. Any other can be given by its tag.
const threeLetters = 'ach awa bal bem bho ckb din fil hmn kam kea kri luo luy mai nso rom sco tum yue'.split(' ')
let known: ReadonlyMap<string, string> | undefined

/** Tags by the name in English. Worked out when first asked. */
const tagsByName = () =>
  (known ??= new Map([...threeLetters, ...twoLetters(), ...Object.keys(ours)].filter(isNamed).map(nameAndTag)))

const nameAndTag = (tag: string) => [languageName(tag).toLowerCase(), tag] as const

/** Every pair of letters that is a tag of today, not an old form of another. */
function twoLetters(): string[] {
  const letters = [...'abcdefghijklmnopqrstuvwxyz']
  return letters
    .flatMap((a) => letters.map((b) => a + b))
    .filter((tag) => isNamed(tag) && Intl.getCanonicalLocales(tag)[0] === tag)
}
