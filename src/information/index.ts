export { keepHelp } from './help.ts'
export { informationRoutes } from './routes.ts'
