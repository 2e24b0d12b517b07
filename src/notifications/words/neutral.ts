/* The words in which a person may be written to: whoever reads along learns of an appointment and nothing else. */
const calendar = `
  january february march april may june july august september october november december monday tuesday
  wednesday thursday friday saturday sunday midday midnight`

const client = `
  a about address again alone already an and another answer any anything appointment appointments are as ask asked at
  be because before below booked but by call can cancel cancelled cannot change changed changes choose code come did do enter
  entered find first for free from give given had has have here how if in is it join keep kept line link made may
  minutes missed more move moved need never new no not nothing now number of on one open opens or other page person phone
  please reason ref reference reminder same say see send sent something sooner sorry start stay stays stop suits take tell
  that the there this time times to today uk under until us video want was we what whenever where will withheld without works write
  you your`

const coach = `
  a after again and another answer are as be before by cancelled client do each else for free go goes has have hear how i is it looked
  looks more moved need new no not nothing now of offer on or other others passed phone see session sessions somebody soon still tell
  that the there this time times to today uk us video was will with you your yours`

const staff = `
  a account added address again agreed and are asked at because by can code computer enter every first has how if in invited
  invitation is it let lost new not number of on once open or other passkey page phone provider ring send sends set sign
  signed somebody that the this to told until up use uk was way what where with works you your ended know who more there than now answered look soon something starts stopped sent one they`

const wordsOf = (...lists: string[]) => new Set(lists.join(' ').trim().split(/\s+/))

/** The approved words of messages to a client, those of messages to a coach about sessions, and to anybody of staff. */
export const vocabulary = {
  client: wordsOf(calendar, client),
  coach: wordsOf(calendar, coach),
  staff: wordsOf(calendar, staff),
} as const

/**
 * The words of a text that are not in the approved vocabulary; none when it is neutral. Addresses of pages and of mail,
 * clock times and numbers are no words; `given` are values that were put in (a reference, a code).
 */
export function unapproved(text: string, given: readonly string[] = [], approved = vocabulary.client): string[] {
  const rest = given.reduce((left, value) => left.replaceAll(value, ' '), text)
  const words = rest
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(/\b\d{1,2}(:\d{2})?(am|pm)\b/g, ' ')
    .toLowerCase()
    .match(/[\p{L}\p{M}]+/gu)
  return [...new Set(words ?? [])].filter((word) => !approved.has(word))
}

/** Throws, naming the words, when a text says more than the approved vocabulary can. */
export function assertNeutral(text: string, given: readonly string[] = [], approved = vocabulary.client): void {
  const words = unapproved(text, given, approved)
  if (words.length > 0) throw new Error(`Not in the approved vocabulary: ${words.join(', ')}`)
}
