import type { Notice } from './notice.ts'
import { of20261123 } from './of-2026-11-23/notice.ts'
import { of20261125 } from './of-2026-11-25/notice.ts'

/** Every notice there has been, the one in force first. */
export const notices: readonly [Notice, ...Notice[]] = [of20261125, of20261123]
