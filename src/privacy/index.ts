export { privacyRoutes } from './routes.ts'
export { endBefore as signOutHere } from './sign-in.ts'
export { accountKinds, accountRenderers } from './messages.ts'
export { accountHandlers } from './jobs.ts'
