/** The verbs of booking, for tests of rooms above that book, move and cancel without a page. */
export { book } from '../src/booking/book.ts'
export { cancel } from '../src/booking/cancel.ts'
export { hold } from '../src/booking/hold.ts'
export { moveTo } from '../src/booking/move.ts'
