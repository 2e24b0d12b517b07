/** Without what is by chance: ids in the order in which they come, secrets, hashes. */
export function alike(all: object, reference: string): string[] {
  const ids: string[] = []
  return JSON.stringify(all, (_, value: unknown) => (value instanceof Uint8Array ? 'bytes' : value), 1)
    .replaceAll(/"type": "Buffer",\s*"data": \[[\d,\s]*\]/g, 'bytes')
    .replaceAll(reference, 'REFERENCE')
    .replaceAll(`${reference.slice(0, 4)} ${reference.slice(4)}`, 'REFERENCE')
    .replaceAll(/\\\\x[\da-f]+/g, 'bytes')
    .replaceAll(/\/visit\/[\w-]+/g, '/visit/LINK')
    .replaceAll(/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g, (id) => {
      if (!ids.includes(id)) ids.push(id)
      return `id ${ids.indexOf(id)}`
    })
    .split('\n')
}
