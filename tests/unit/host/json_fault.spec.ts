import { test } from '@japa/runner'
import { findJsonFault } from '../../../app/commands/_json_fault.ts'

/** Texts with a fault at the mark, and what could have stood there. */
const FAULTS: readonly (readonly [text: string, expected: string])[] = [
  ['¦', 'a value'],
  ['  \n¦', 'a value'],
  ['¦plan', 'a value'],
  ['{¦', 'a name in double quotes, or }'],
  ['{¦plan: 1}', 'a name in double quotes, or }'],
  ["{¦'plan': 1}", 'a name in double quotes, or }'],
  ['{"plan"¦ 1}', ':'],
  ['{"plan"¦= 1}', ':'],
  ['{"plan":¦}', 'a value'],
  ['{"plan":¦:1}', 'a value'],
  ['{"plan":1,¦}', 'a name in double quotes'],
  ['{"plan":1 ¦"facts":2}', 'a comma or }'],
  ['{"plan":1¦]', 'a comma or }'],
  ['{"plan":1¦', 'a comma or }'],
  ['[¦', 'a value or ]'],
  ['[¦}', 'a value or ]'],
  ['[1,¦]', 'a value'],
  ['[1 ¦2]', 'a comma or ]'],
  ['[1¦}', 'a comma or ]'],
  ['[[1], {}¦', 'a comma or ]'],
  ['1 ¦2', 'the end'],
  ['{}¦,', 'the end'],
  ['[¦01]', 'a value or ]'],
  ['[¦1.]', 'a value or ]'],
  ['[¦.5]', 'a value or ]'],
  ['[¦nul]', 'a value or ]'],
  ['[¦"a\nb"]', 'a value or ]'],
  ['[¦"\\x"]', 'a value or ]'],
  ['[1, // why\n2]', 'a value'],
]

test.group('The place where a text stops being JSON', () => {
  for (const [marked, expected] of FAULTS) {
    test(`${JSON.stringify(marked)} lacks ${expected}`, ({ assert }) => {
      const offset = marked.includes('¦') ? marked.indexOf('¦') : marked.indexOf('//')
      const text = marked.replace('¦', '')
      assert.throws(() => JSON.parse(text))
      const fault = findJsonFault(text)
      assert.equal(fault?.expected, expected)
      const rest = text.slice(fault?.offset).trimStart()
      assert.equal(rest, text.slice(offset).trimStart())
    })
  }

  test('a text that is JSON has none', ({ assert }) => {
    const texts = ['1', ' "a" ', '{}', '[ ]', '[[], {"a": [null, true, -1.5e3, "\\u00e9"]}]\n']
    for (const text of texts) assert.isUndefined(findJsonFault(text), text)
  })
})
