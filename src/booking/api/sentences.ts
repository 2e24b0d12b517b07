import type { z } from 'zod'

type Issue = Parameters<z.core.$ZodErrorMap>[0]

/** What is wrong with a part of a call, in our words: each follows the part's name, as in "mode must be …". */
export function sentenceOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.path?.length
        ? typeSentence(issue.expected, issue.input)
        : 'must be a JSON object of the fields of this call'
    case 'invalid_value':
      return `must be ${alternatives(issue.values.map(String))}`
    case 'too_small':
      return issue.origin === 'string' ? 'must not be empty' : `must be ${issue.minimum} or more`
    case 'too_big':
      return `must be ${issue.maximum} ${sizeOf[issue.origin] ?? ''}or fewer`
    case 'invalid_format':
      return issue.format === 'uuid' ? 'must be an id, as another call gave it' : 'is not written as it should be'
    default:
      return 'is not right'
  }
}

const sizeOf: Record<string, string> = { string: 'characters ', array: 'items ' }

function typeSentence(expected: string, input: unknown): string {
  if (input === undefined) return 'is needed'
  return kinds[expected] ?? 'is of another kind than is meant here'
}

const kinds: Record<string, string> = {
  string: 'must be a text',
  boolean: 'must be true or false',
  array: 'must be a list',
  object: 'must be an object',
}

/** "a", "a or b", "a, b or c". */
const alternatives = (all: readonly string[]) =>
  all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} or ${all.at(-1)}`
