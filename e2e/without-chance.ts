/** Without what is drawn anew for each answer: the reference of a failure, fresh ids (version 4) and fresh tokens. */
export const withoutChance = (text: string) =>
  text
    .replace(/\b[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[\da-f]{4}-[\da-f]{12}\b/g, 'UUID')
    .replace(/(?<![\w-])[\w-]{22}(?![\w-])|(?<![\w-])[\w-]{43}(?![\w-])/g, 'TOKEN')
    .replace(/(reference[^<]*<strong>)[A-Z2-9]{8}/gi, '$1REQUEST')
