import type pg from 'pg'

export type Column = { name: string; type: string }

/**
 * Asks PostgreSQL to prepare a statement, without running it, and gives the columns it would answer with.
 * Names come with the description; types as PostgreSQL itself lists them for its prepared statements.
 */
export async function describeStatement(client: pg.Client, name: string, text: string): Promise<Column[]> {
  const names = await prepare(client, name, text)
  const { rows } = await client.query<{ types: string[] | null }>(
    `select result_types::text[] as types from pg_prepared_statements where name = $1`,
    [name],
  )
  const types = rows[0]?.types ?? []
  return names.map((column, i) => ({ name: column, type: types[i] ?? 'unknown' }))
}

function prepare(client: pg.Client, name: string, text: string): Promise<string[]> {
  return new Promise((resolve, reject) => {
    let names: string[] = []
    const question = {
      submit(connection: pg.Connection) {
        connection.parse({ name, text, types: [] }, true)
        connection.describe({ type: 'S', name }, true)
        connection.sync()
      },
      handleRowDescription: ({ fields }: { fields: { name: string }[] }) => (names = fields.map((field) => field.name)),
      handleError: reject,
      handleReadyForQuery: () => resolve(names),
    }
    client.query(question)
  })
}
