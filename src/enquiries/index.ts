export { enquiriesVerb } from './enquiries-verb.ts'
export { forgetEnquiries } from './forget.ts'
export { enquiryRoutes } from './routes.ts'
export { sealWritten } from './sealed.ts'
