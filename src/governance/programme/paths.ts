/** Where the lead changes the programme. */
export const home = '/team/operations/programme'
export const services = `${home}/services`
export const contacts = `${home}/contacts`
export const closures = `${home}/closures`
export const bankHolidays = `${home}/bank-holidays`
export const pauses = `${home}/pauses`
