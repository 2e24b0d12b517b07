export const recovery = '/team/rota/recovery'
export const covers = '/team/rota/covers'

/** Where cover is asked for a session, by the coach who has it and its start. */
export const askPath = ({ coachId, startsAt }: { coachId: string; startsAt: Temporal.Instant }): string =>
  `${covers}/ask/${coachId}/${startsAt.epochMilliseconds}`
