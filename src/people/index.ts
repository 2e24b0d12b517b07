export { peopleRenderers } from './messages/render.ts'
export { peopleRoutes } from './routes.ts'
