export { privacyRoutes } from './routes.ts'
export { accountKinds, accountRenderers } from './messages.ts'
