import { signInRoutes } from '#identity'
import type { Reply, Route } from '#web'
import { asKeeper, type Acting } from './acting.ts'
import { inviteNew, showInvite } from './invite/handle.ts'
import { showPeople } from './list/show.ts'
import { agree, give, inviteAgain, leave, recover, stop, take } from './person/acts.ts'
import { showPerson } from './person/show.ts'
import { portsOf, type PeopleSettings } from './ports.ts'
import { showReview, signReview } from './review/handle.ts'

const people = '/team/people'

/** Everything of people of staff: their ways in, and the pages of those who look after who may come in. */
export function peopleRoutes(settings: PeopleSettings): Route[] {
  const ports = portsOf(settings)
  const get = (path: string, work: (acting: Acting) => Promise<Reply>): Route => ({
    method: 'GET',
    path: people + path,
    may: 'staff',
    handle: asKeeper(ports.db, work),
  })
  const post = (path: string, act: (acting: Acting, with_: typeof ports) => Promise<Reply>): Route => ({
    ...get(path, (acting) => act(acting, ports)),
    method: 'POST',
    takes: 'form',
  })
  return [
    ...signInRoutes(ports),
    get('', showPeople),
    get('/invite', (acting) => showInvite(acting)),
    post('/invite', inviteNew),
    get('/review', (acting) => showReview(acting)),
    post('/review', signReview),
    get('/:id', (acting) => showPerson(acting)),
    post('/:id/invite', inviteAgain),
    post('/:id/give-role', give),
    post('/:id/take-role', take),
    post('/:id/leave', leave),
    post('/:id/recover', recover),
    post('/:id/recover/agree', agree),
    post('/:id/recover/stop', stop),
  ]
}
