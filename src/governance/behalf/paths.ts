/** Where somebody is booked for who is on the telephone. */
export const home = '/team/operations/behalf'
