import type { Product } from './product.ts'

const tables = [
  'booking',
  'booking_change',
  'booking_person',
  'claim',
  'absence',
  'coach_pattern',
  'coach_exception',
  'coach_occurrence',
]

/** A digest of all that people and coaches have entered: what must not change stays the same. */
export async function entered({ admin }: Pick<Product, 'admin'>): Promise<string> {
  const columns = tables.map((table) => `(select jsonb_agg(to_jsonb(t) order by to_jsonb(t)::text) from ${table} t)`)
  const { rows } = await admin.query<{ all: string }>(
    `select md5(jsonb_build_array(${columns.join(', ')})::text) as all`,
  )
  return rows[0]!.all
}
