// Written by `node src/nhsuk/generate.ts` from the macro options of nhsuk-frontend: change that, not this.
import type { SafeHtml } from '#lib/html'
import { component } from '../component.ts'
import type { Attributes } from '../options.ts'

export type TagParams = {
  /** The ID of the tag. */
  id?: string | undefined
  /** If `html` is set, this is not required. */
  text?: string | undefined
  /** If `text` is set, this is not required. */
  html?: SafeHtml | undefined
  /** Classes to add to the tag. */
  classes?: string | undefined
  /** HTML attributes (for example data attributes) to add to the tag. */
  attributes?: Attributes | undefined
  /** Optional colour modifier for the tag – `"white"`, `"grey"`, `"green"`, `"aqua-green"`, `"blue"`, `"purple"`, `"pink"`, `"red"`, `"orange"` or `"yellow"`. */
  colour?: string | undefined
  /** If set to `false`, remove border from the tag. */
  border?: boolean | undefined
}

/** The official component "tag"; its content may be given as `inside`. */
export const tag = component<TagParams>('tag', 'tag')
