/** What somebody answers before they are shown times. */
const answers = [
  ['topic', { topic: 'wellbeing' }],
  ['coach', { who: 'anyone' }],
  ['how', { mode: 'video' }],
] as const

/** Answers the questions before the times as a browser would; gives the cookies that it then holds. */
export async function walkToTimes(baseUrl: string): Promise<string> {
  const jar = new Map<string, string>()
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  let next = ''
  for (const [step, fields] of answers) {
    const answer = await fetch(`${baseUrl}/book/${step}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: baseUrl, cookie: cookies() },
      body: new URLSearchParams(fields),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      jar.set(name!, value!)
    }
    next = answer.headers.get('location') ?? ''
  }
  if (!next.endsWith('/book/time')) throw new Error(`The journey led to ${next || 'nothing'} instead of the times`)
  return cookies()
}
