import { archiveSettings, ensureArchive } from '#backup'

/**
 * How the embedded server runs for the product. Durability as PostgreSQL's makers set it. Its log must never hold what a
 * person wrote: no statements, no parameters, no details of errors.
 */
export const serverSettings = {
  max_connections: '100',
  shared_buffers: '128MB',
  random_page_cost: '1.1',
  wal_compression: 'on',
  jit: 'off',
  update_process_title: 'off',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
} as const

/** Those settings, with the log handed to the archive in `wal`, whose folder is there afterwards. */
export async function settingsWithArchive(wal: string): Promise<Record<string, string>> {
  await ensureArchive(wal)
  return { ...serverSettings, ...archiveSettings(wal) }
}
