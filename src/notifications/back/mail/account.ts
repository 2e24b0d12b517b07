/** Who tells us by a call that a mail did not arrive, and what they show: a password, or the key that they sign with. */
export type MailReceipts = { kind: 'postmark' | 'mailgun'; secret: string }

const isShown = /^[\w.~-]{20,200}$/

/** `&receipts=postmark:TOKEN` or `&receipts=mailgun:SIGNING-KEY` of SMTP_URL; null without it. Throws where it cannot be read. */
export function mailReceiptsOf(smtpUrl: string | null): MailReceipts | null {
  const said = smtpUrl && new URL(smtpUrl).searchParams.get('receipts')
  if (!said) return null
  const [kind, secret = ''] = said.split(':')
  if ((kind === 'postmark' || kind === 'mailgun') && isShown.test(secret)) return { kind, secret }
  throw new Error(
    'SMTP_URL: receipts must be postmark: or mailgun: with 20 letters and digits or more after it, a token or the signing key',
  )
}
