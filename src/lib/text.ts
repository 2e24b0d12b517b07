/** The text with its first letter in upper case. */
export const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Whether there is anything to see in a text: a letter, a digit or a sign, and not only spaces, joiners, marks and fillers. */
export const showsSomething = (text: string) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(text.replace(unseen, ''))

/** The characters that Unicode has drawn as nothing, and the braille pattern without a dot. */
const unseen = /[\p{Default_Ignorable_Code_Point}\u2800]/gu

/** What somebody said in a field: without the space around it, and empty where there is nothing to see. */
export const wordsIn = (text: string) => (showsSomething(text) ? text.trim() : '')

/** Whether a text can be the id of a row; anything else is as absent as an id that nobody has. */
export const isUuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
