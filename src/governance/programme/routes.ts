import type { Db } from '#lib/door'
import type { Route } from '#web'
import { routesOf } from '../turn.ts'
import { closeBankHoliday, showBankHolidays } from './bank-holidays.ts'
import { addClosure, checkClosure, endClosure, showClosures } from './closures.ts'
import { saveContacts, showContacts } from './contacts.ts'
import { showHome } from './home.ts'
import { bankHolidays, closures, contacts, home, pauses, services } from './paths.ts'
import { addPause, endPause, showPauses } from './pauses.ts'
import { saveService, showService } from './service.ts'

/** The pages on which the lead changes the programme; for everybody else they are not there. */
export function programmeRoutes(db: Db): Route[] {
  const { get, post } = routesOf(db, 'lead_ops')
  return [
    get(home, showHome),
    get(`${services}/:key`, showService),
    post(`${services}/:key`, saveService),
    get(contacts, showContacts),
    post(contacts, saveContacts),
    get(closures, showClosures),
    get(`${closures}/check`, checkClosure),
    post(closures, addClosure),
    post(`${closures}/:id/end`, endClosure),
    get(bankHolidays, showBankHolidays),
    post(`${bankHolidays}/:day/close`, closeBankHoliday),
    get(pauses, showPauses),
    post(pauses, addPause),
    post(`${pauses}/:id/end`, endPause),
  ]
}
