import { html, type SafeHtml } from '#lib/html'

/** A part of a mail: a paragraph, a link with what it is for, or facts with their names. */
export type Part = string | { link: string; words: string } | { facts: readonly (readonly [string, string])[] }

export type Letter = { subject: string; text: string; html: string }

/** A mail from its parts, once as plain text and once as the simplest HTML: no pictures, no styles, nothing loaded. */
export function letter(subject: string, parts: readonly Part[]): Letter {
  return {
    subject,
    text: `${parts.map(plain).join('\n\n')}\n`,
    html: String(html`<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${subject}</title></head>
<body>
${parts.map((part) => html`${marked(part)}\n`)}</body>
</html>
`),
  }
}

const plain = (part: Part): string => {
  if (typeof part === 'string') return part
  if ('link' in part) return `${part.words}:\n${part.link}`
  return part.facts.map(([name, value]) => `${name}: ${value}`).join('\n')
}

const marked = (part: Part): SafeHtml => {
  if (typeof part === 'string') return html`<p>${part}</p>`
  if ('link' in part) return html`<p><a href="${part.link}">${part.words}</a></p>`
  const lines = part.facts.map(([name, value], i) => html`${i > 0 && html`<br>`}${name}: <strong>${value}</strong>`)
  return html`<p>${lines}</p>`
}
