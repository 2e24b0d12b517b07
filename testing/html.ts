import assert from 'node:assert/strict'
import { HtmlValidate } from 'html-validate'

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    // The official templates write these; they are valid HTML.
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'no-trailing-whitespace': 'off',
    'no-redundant-role': 'off',
    'heading-level': ['error', { minInitialRank: 'h2' }],
    'prefer-native-element': ['error', { exclude: ['button'] }],
    // Checkboxes of one question share its name.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button', 'reset'] }],
    // All files come from our own host, under names that change with their content.
    'require-sri': 'off',
    'doctype-style': 'off',
    'long-title': 'off',
    // Telephone numbers come from data.
    'tel-non-breaking': 'off',
  },
})

/** Throws, naming each fault and its line, unless the markup is a valid HTML document. */
export async function assertValidHtml(markup: string): Promise<void> {
  const { results } = await validator.validateString(markup)
  const lines = markup.split('\n')
  const faults = results.flatMap(({ messages }) =>
    messages.map(({ line, ruleId, message }) => `${ruleId}: ${message}\n  ${line}: ${lines[line - 1]?.trim()}`),
  )
  assert.equal(faults.length, 0, `The page is not valid HTML:\n${faults.join('\n')}`)
}
