/** One thing that was looked at: whether it is well, and what to do where it is not. */
export type Finding = { ok: boolean; words: string }

export const well = (words: string): Finding => ({ ok: true, words })

export const finding = (ok: boolean, words: string, whatToDo: string): Finding => ({
  ok,
  words: ok ? words : `${words}: ${whatToDo}`,
})
