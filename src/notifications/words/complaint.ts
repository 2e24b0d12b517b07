import { dateWords } from '#lib/time'
import { letter, type Letter } from './letter.ts'

/** Something was sent that has to be answered. Whoever reads along learns neither what nor about what. */
export const complaintKept = ({ reference, answerBy }: { reference: string; answerBy: Temporal.PlainDate }): Letter =>
  letter('We have what you sent us', [
    `We have what you sent us. Reference ${reference}.`,
    `You have an answer by ${dateWords(answerBy)}.`,
  ])
