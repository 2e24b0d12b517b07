import { randomBytes } from 'node:crypto'
import type { Tx } from '#lib/sql'
import { tokenHash } from '../browser.ts'
import { insertQuestion, takeQuestion } from './queries.ts'

/** What a browser is asked: to prove a passkey or make one, to go to the organisation's sign-in and come back. */
export type QuestionKind = 'passkey-use' | 'passkey-new' | 'oidc-in' | 'oidc-link'

/**
 * A new question for the browser that this transaction claims: 32 random bytes as text, of which only a hash is kept.
 * Null once the browser has been asked thirty in a quarter of an hour.
 */
export async function putQuestion(tx: Tx, kind: QuestionKind): Promise<string | null> {
  const question = randomBytes(32).toString('base64url')
  return (await insertQuestion.one(tx, tokenHash(question), kind)) ? question : null
}

/** Whether this browser was asked that, has not answered yet, and is in time. Whatever comes of it, it is used up. */
export const takeAnswer = async (tx: Tx, kind: QuestionKind, question: string): Promise<boolean> =>
  (await takeQuestion.one(tx, tokenHash(question), kind)) !== undefined
