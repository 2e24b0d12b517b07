import { fullWhenWords } from '#lib/time'
import { letter, type Letter } from './letter.ts'

/** Something was asked for that comes true then, unless it is stopped by the link. */
export type Asked = { due: Temporal.Instant; link: string }
type Told = { link: string }

const notYou = 'If this was not you, stop it here'

/** A change of how somebody signs in or is reached, which waits. Sent to every contact. */
export const changeAsked = ({ due, link }: Asked): Letter =>
  letter('A change was asked for', [
    `A change was asked for. It will be made on ${when(due)}.`,
    'If this was you, there is nothing you need to do.',
    { link, words: notYou },
    'Without this, nothing will be changed before that time.',
  ])

export const changeAskedText = ({ due, link }: Asked): string =>
  `A change was asked for. It will be made on ${when(due)}. Stop it: ${link}`

/** It was made. */
export const changeDone = ({ link }: Told): Letter =>
  letter('A change was made', [
    'A change that you asked for was made. If this was you, there is nothing you need to do.',
    { link, words: notYou },
  ])

export const changeDoneText = ({ link }: Told): string => `A change was made. If this was not you, stop it: ${link}`

/** Something was done that the client reads of on their own page, and nowhere else. */
export const newOnPage = ({ link }: Told): Letter =>
  letter('Something new on your page', ['There is something new on your page.', { link, words: 'See your page' }])

export const newOnPageText = ({ link }: Told): string => `There is something new on your page: ${link}`

/** Somebody who had a code tried to open more, and could not. */
export const changeTried = ({ link }: Told): Letter =>
  letter('Was this you?', [
    'A code that we sent you was entered, but more was asked for and not given. If this was you, there is nothing you need to do.',
    { link, words: notYou },
  ])

export const changeTriedText = ({ link }: Told): string =>
  `A code that we sent was entered, and more was asked for. If this was not you, stop it: ${link}`

const when = (at: Temporal.Instant) => `${fullWhenWords(at)} UK time`
