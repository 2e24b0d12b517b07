/** Another coach or time is looked for: as the lead let the session go, or its coach does not hold it. `told`: its client was asked to choose. */
export type Sought = { letGo: boolean; told: boolean }

/** What its coach reads of a session for which another coach or time is looked for. */
export const soughtWords = ({ letGo, told }: Sought): string =>
  `Operations look for ${letGo || told ? 'another time' : 'another coach or another time'} for this client. You need do nothing.`
