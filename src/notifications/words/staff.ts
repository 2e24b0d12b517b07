import { fullWhenWords } from '#lib/time'
import { letter, type Letter } from './letter.ts'

const notYou = 'If this was not you, ring your provider at once, on the number that you know.'

/** Whoever reads along learns that somebody is invited to sign in, and nothing of what for. */
export const invitation = ({ link, until }: { link: string; until: Temporal.Instant }): Letter =>
  letter('Your invitation', [
    'You are invited to sign in. Open this page on the phone or computer that you use.',
    { link, words: 'Open your invitation' },
    `It works once, until ${fullWhenWords(until)}. The page sends a code to this address, and you set up how you sign in.`,
  ])

/** Where the records stood; whoever reads along learns nothing from it. */
export const trailLine = ({ seq, at, hash }: { seq: number; at: Temporal.Instant; hash: string }): Letter =>
  letter('A line to keep', [
    `Keep this message. The line says how the records stood on ${fullWhenWords(at)}.`,
    `${seq}:${hash}`,
    'Whoever runs the service can show you that it is still so.',
  ])

/** A way to sign in was added to an account. */
export const newWayIn = ({ at }: { at: Temporal.Instant }): Letter =>
  letter('A new way to sign in', [`A new way to sign in was added to your account on ${fullWhenWords(at)}.`, notYou])

export const recoveryAsked = (): Letter =>
  letter('Somebody asked to let you sign in', [
    'Your provider asked to let you sign in again because you lost what you sign in with.',
    notYou,
  ])

export const recoveryAgreed = ({ link, until }: { link: string; until: Temporal.Instant }): Letter =>
  letter('Sign in again', [
    'You can sign in again. Open this page, and enter the code that you are told on the phone.',
    { link, words: 'Sign in again' },
    `It works once, until ${fullWhenWords(until)}.`,
    notYou,
  ])

export const recoveryUsed = (): Letter =>
  letter('You signed in again', [
    'Somebody signed in to your account with the code that was told on the phone. Every other way to sign in with a passkey has ended.',
    notYou,
  ])

/** Something that starts soon is not answered for; what, stands on the page alone. */
export const unanswered = ({ link }: { link: string }): Letter =>
  letter('Something to look at now', [
    'Something that starts soon is not answered. Sign in, and open this page: it is told there what it is.',
    { link, words: 'Open the page' },
  ])

/** Somebody wrote something that is to be looked at now; what, stands on the page alone. */
export const toLookAtNow = ({ link }: { link: string }): Letter =>
  letter('Something to look at now', [
    'Something is sent to you that somebody is to look at now. Sign in, and open this page: it is told there what it is.',
    { link, words: 'Open the page' },
  ])

/** The same of more than are told one by one. */
export const manyToLookAt = ({ link, open }: { link: string; open: number }): Letter =>
  letter(`${open} to look at now`, [
    `More is sent to you than you are told of one by one: ${open} are open now. Sign in, and open this page: it is told there what they are.`,
    { link, words: 'Open the page' },
  ])

/** Something that runs by itself does not; what, stands on the page alone. */
export const stopped = ({ link }: { link: string }): Letter =>
  letter('Something to look at now', [
    'Something has stopped. Sign in, and open this page: it is told there what it is.',
    { link, words: 'Open the page' },
  ])

/** Somebody was given a role that others must know of; who and which stands on the page alone. */
export const arrival = ({ link }: { link: string }): Letter =>
  letter('Somebody new can sign in', [
    'Somebody new was added, or can open more than until now. Sign in, and open this page: it is told there who it is.',
    { link, words: 'Open the page' },
    'If this is new to you, ring your provider at once, on the number that you know.',
  ])
