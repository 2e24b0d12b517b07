/** Calls of the booking API, one at a time: gives the answer, and throws where the call was refused. */
export const callTo =
  (baseUrl: string, key: string) =>
  async (path: string, body: unknown): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${baseUrl}/api/v1/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (answer.status !== 201) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as Record<string, unknown>
  }
