import { test } from '@japa/runner'
import type { Expr } from '#rules/syntax/ast'
import { parsePlan } from '#rules/syntax/parse'
import { printExpression } from '#rules/syntax/print_expression'

/** An expression with brackets around each part, which shows how it was read. */
function shape(expr: Expr): string {
  const bracketed = (inner: Expr): Expr =>
    isLeaf(inner) ? inner : { kind: 'name', name: `(${shape(inner)})`, span: inner.span }
  const parts = Object.entries(expr).map(([key, value]): [string, unknown] => {
    if (Array.isArray(value) && key !== 'args') return [key, value.map(bracketed)]
    return [key, isExpr(value) ? bracketed(value) : value]
  })
  // The same node with other nodes in the places of its parts.
  return printExpression(Object.fromEntries(parts) as unknown as Expr)
}

function isExpr(value: unknown): value is Expr {
  return typeof value === 'object' && value !== null && 'kind' in value && 'span' in value
}

function isLeaf({ kind }: Expr): boolean {
  return ['number', 'limit', 'date', 'text', 'yes_no', 'name', 'member', 'index'].includes(kind)
}

function read(written: string): { value: Expr; messages: readonly string[] } {
  const text = `plan p\nlet a = ${written}\n`
  const { file, diagnostics } = parsePlan({ name: 'plan.rate', text })
  const [item] = file.items
  if (item?.kind !== 'let' || item.value.kind === 'cases' || item.value.kind === 'assign') {
    throw new Error(diagnostics[0]?.message)
  }
  return { value: item.value, messages: diagnostics.map(({ message }) => message) }
}

test.group('Expressions', () => {
  test('{written} is read as {as}')
    .with([
      { written: 'a + b * c - d', as: '(a + (b * c)) - d' },
      { written: 'a - b - c', as: '(a - b) - c' },
      { written: '-a * b', as: '(-a) * b' },
      { written: '12 % of 50 % of x', as: '12 % of (50 % of x)' },
      { written: '2 * 12 % of x', as: '2 * (12 % of x)' },
      { written: 'year of x - y', as: '(year of x) - y' },
      { written: 'a or b and c is d', as: null },
      { written: 'not a and b < c + 1', as: '(not a) and (b < (c + 1))' },
      { written: 'not a is b', as: 'not (a is b)' },
      { written: 'any driver has a and b', as: 'any driver has (a and b)' },
      {
        written: 'x has BI with limit at least 30/60',
        as: 'x has (BI with (limit at least 30/60))',
      },
      {
        written: 'highest of points over drivers >= 8',
        as: '(highest of points over drivers) >= 8',
      },
      { written: 'sum of a * b over xs, at most 12', as: '(sum of (a * b) over xs), at most 12' },
      { written: '3 years before x < y', as: '(3 years before x) < y' },
      { written: 'a within 3 years before b - 1', as: 'a within 3 years before (b - 1)' },
      {
        written: 'count of xs with a in p, q, at most 3',
        as: '(count of xs with (a in p, q)), at most 3',
      },
      { written: 'every driver is_clean and x', as: '(every driver is_clean) and x' },
      { written: 'is_clean is no', as: 'is_clean is no' },
      { written: 'a is 1 to b + 1', as: 'a is 1 to (b + 1)' },
      {
        written: 'a rounded to 0.01 half up, at least 1',
        as: '(a rounded to 0.01 half up), at least 1',
      },
    ])
    .run(({ assert }, { written, as }) => {
      if (as === null) {
        assert.deepEqual(read(written).messages, [
          '"and" and "or" stand beside each other without brackets.',
        ])
        return
      }
      const { value, messages } = read(written)
      assert.deepEqual(messages, [])
      assert.equal(shape(value), as)
      assert.equal(printExpression(value), written)
    })

  test('words of the language serve as names wherever they mean nothing else', ({ assert }) => {
    const words = [
      ...['on', 'use', 'kind', 'limit', 'term', 'base', 'by', 'from', 'points', 'policy', 'each'],
      ...[
        'at',
        'most',
        'after',
        'before',
        'within',
        'years',
        'year',
        'sum',
        'count',
        'whole',
        'yes',
      ],
      ...['coverage', 'table', 'rule', 'rounded', 'as', 'half', 'plan', 'product', 'fee', 'total'],
    ]
    for (const word of words) {
      const { value, messages } = read(`${word}.${word} + f[${word}, 1]`)
      assert.deepEqual(messages, [], word)
      assert.equal(printExpression(value), `${word}.${word} + f[${word}, 1]`)
    }
  })

  test('every node spans what it was read from', ({ assert }) => {
    const text = 'plan p\nlet a = f[x.y, 3 %]  -  (b or  c)  [Manual 1]\n'
    const { file } = parsePlan({ name: 'plan.rate', text })
    const spans: string[] = []
    JSON.stringify(file, (key, value) => {
      if (key === 'span') spans.push(text.slice(value.start, value.end))
      return value
    })
    assert.includeMembers(spans, [
      'a',
      'f[x.y, 3 %]',
      'x.y',
      'y',
      '3 %',
      '3',
      '(b or  c)',
      'b or  c',
      '[Manual 1]',
      'let a = f[x.y, 3 %]  -  (b or  c)  [Manual 1]',
      'f[x.y, 3 %]  -  (b or  c)',
    ])
  })

  test('a number keeps its digits', ({ assert }) => {
    assert.include(read('0.940').value, { kind: 'number', text: '0.940' })
  })
})
