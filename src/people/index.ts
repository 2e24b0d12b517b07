export { peopleRenderers } from './messages/render.ts'
export { peopleVerb } from './people-verb.ts'
export { peopleRoutes } from './routes.ts'
export { reviewStanding } from './review/standing.ts'
