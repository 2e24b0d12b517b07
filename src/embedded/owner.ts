import { somebody } from './somebody.ts'

/** Who must own the files that the server writes; null: whoever runs us. */
export const ownerOfFiles = async (): Promise<{ uid: number; gid: number } | null> => (await somebody()).owner
