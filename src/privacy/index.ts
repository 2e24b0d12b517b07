export { openedRoutes, type OpenedPorts } from './opened/routes.ts'
