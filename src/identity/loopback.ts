import type { Visit } from '#web'

type Peer = Pick<Visit, 'address' | 'headers'>

/** Whether the request comes from this machine itself and through no proxy. */
export const isLoopback = ({ address, headers }: Peer): boolean =>
  /^(::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/i.test(address) && !headers['x-forwarded-for'] && !headers['forwarded']

/** Whether it also names this machine: a page of another site whose name was made to point here does not. */
export const namesLoopback = ({ headers }: Peer): boolean =>
  /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(:\d{1,5})?$/i.test(headers['host'] ?? '')
