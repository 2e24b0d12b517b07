export { readAddress, withoutPassword, type AddressFault } from './address.ts'
export { fetchCalendar, theInternet, type Reach } from './fetch.ts'
export { mostBytes, readBusy, type Asked, type Read, type Stretch } from './read.ts'
export { faults, type Fault } from './faults.ts'
