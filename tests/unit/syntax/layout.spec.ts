import { test } from '@japa/runner'
import { parsePlan } from '#rules/syntax/parse'
import { texasSource, treeOf } from '#tests/support/syntax_trees'

const { text } = texasSource()

function planTree(changed: string): unknown {
  const { file, diagnostics } = parsePlan({ name: 'plan.rate', text: changed })
  return { tree: treeOf(file), messages: diagnostics.map(({ message }) => message) }
}

test.group('Layout', () => {
  test('{name} give the same tree')
    .with([
      { name: 'CRLF line ends', change: (all: string) => all.replaceAll('\n', '\r\n') },
      { name: 'CR line ends', change: (all: string) => all.replaceAll('\n', '\r') },
      { name: 'tabs for indentation', change: (all: string) => all.replace(/^( {2})+/gm, tabs) },
      { name: 'a byte order mark and none', change: (all: string) => `\ufeff${all}` },
      { name: 'stray empty lines', change: (all: string) => all.replaceAll('\n', '\n \t\n') },
      { name: 'indentations of three', change: (all: string) => all.replace(/^( {2})+/gm, threes) },
      { name: 'a whole source indented', change: (all: string) => all.replace(/^(?=.)/gm, '   ') },
      { name: 'spaces at line ends', change: (all: string) => all.replaceAll('\n', '  \n') },
      { name: 'no line end at the end', change: (all: string) => all.trimEnd() },
    ])
    .run(({ assert }, { change }) => {
      assert.deepEqual(planTree(change(text)), planTree(text))
    })

  test('a line that begins with an operator continues the one above', ({ assert }) => {
    const head = 'plan p\n'
    const tree = planTree(`${head}let a\n  = 1\n+ 2\n  * 3\n# between\n  - 4\n`)
    assert.deepEqual(tree, {
      ...Object(planTree(`${head}let a = 1 + 2 * 3 - 4 # between`)),
    })
  })

  test('a line goes on after a comma or an operator, if the next is deeper', ({ assert }) => {
    const tree = planTree('plan p\nlet a = f[1,\n  2] +\n  3\n')
    assert.deepEqual(tree, planTree('plan p\nlet a = f[1, 2] + 3\n'))
  })

  test('a comma too many does not swallow the statement below', ({ assert }) => {
    const { file, diagnostics } = parsePlan({
      name: 'p',
      text: 'plan p\nlet a = f[1],\nlet b = 2\nlet c = )\n',
    })
    assert.lengthOf(diagnostics, 2)
    assert.includeMembers(
      file.items.map((item) => (item.kind === 'let' ? item.name.name : item.kind)),
      ['b']
    )
  })
})

function tabs(spaces: string): string {
  return '\t'.repeat(spaces.length / 2)
}

function threes(spaces: string): string {
  return '   '.repeat(spaces.length / 2)
}
