const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Whether a text can be the id of a row; anything else is as absent as an id that nobody has. */
export const isUuid = (text: string) => shape.test(text)
