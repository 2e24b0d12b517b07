import type { Way } from '../ask-code.ts'

/** Signing in: says the same to everybody. */
export const signInWay: Way = {
  wants: 'client',
  contact: {
    title: 'Sign in to your pages',
    action: '/you/sign-in',
    back: '/booking',
    before:
      'You do not need a password. We send a code of 8 digits to the email address or phone number that we send your messages to.',
    submit: 'Send me a code',
  },
  code: {
    title: 'Enter your code',
    action: '/you/sign-in/code',
    back: '/you/sign-in',
    submit: 'Sign in',
  },
}

export const stopWay: Way = {
  wants: 'stop',
  contact: {
    title: 'Stop a change',
    action: '/you/stop',
    back: '/',
    before:
      'If we told you of a change that you did not ask for, stop it here. Give the email address or phone number where we told you. We send a code of 8 digits there.',
    submit: 'Send me a code',
  },
  code: {
    title: 'Enter the code to stop the change',
    action: '/you/stop/code',
    back: '/you/stop',
    submit: 'Stop the change',
  },
}

/** The code that was sent to a further contact. */
export const addWay: Way['code'] = {
  title: 'Enter the code that we sent there',
  action: '/you/contacts/code',
  back: '/you/contacts',
  submit: 'Add it',
}
