/** The text with its first letter in upper case. */
export const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Whether a text can be the id of a row; anything else is as absent as an id that nobody has. */
export const isUuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
