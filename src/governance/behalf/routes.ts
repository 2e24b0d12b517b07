import type { Db } from '#lib/door'
import type { Desk } from '#booking'
import type { Route } from '#web'
import { routesOf } from '../turn.ts'
import { bookPage, takeCall } from './book.ts'
import { cancelIt, findIt, findPage, moveIt, movePage } from './change.ts'
import { home } from './paths.ts'
import { showBooked } from './booked.ts'

/** Booking, moving and cancelling for somebody on the telephone: for operations. */
export function behalfRoutes({ db, desk }: { db: Db; desk: Desk }): Route[] {
  const { get, post } = routesOf(db, 'lead_ops')
  return [
    get(home, bookPage(desk)),
    post(home, takeCall(desk)),
    get(`${home}/find`, findPage),
    post(`${home}/find`, findIt(desk)),
    get(`${home}/:id`, showBooked(desk)),
    get(`${home}/:id/move`, movePage(desk)),
    post(`${home}/:id/move`, moveIt(desk)),
    post(`${home}/:id/cancel`, cancelIt(desk)),
  ]
}
