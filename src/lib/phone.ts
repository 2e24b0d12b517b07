import { html, type SafeHtml } from '#lib/html'

/** A telephone number as machines dial it: its digits, and the plus before them. */
export const dialled = (number: string): string => number.replace(/[^\d+]/g, '')

/** A telephone number that is rung by pressing it; `text` where something else than the number is to be read. */
export const phoneLink = (number: string, text = number): SafeHtml => html`<a href="tel:${dialled(number)}">${text}</a>`

/** A telephone number to which a text is written by pressing it. */
export const textLink = (number: string): SafeHtml => html`<a href="sms:${dialled(number)}">${number}</a>`

/** Whom to call about somebody's safety: as text and as links, which need nothing of ours to work. */
export const callForSafety = (dutyPhone: string | null): SafeHtml => html`If life is at risk, call ${phoneLink('999')}.
  Otherwise call your duty lead${dutyPhone !== null && html`: ${phoneLink(dutyPhone)}`}.`
