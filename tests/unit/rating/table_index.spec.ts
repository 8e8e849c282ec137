import fc from 'fast-check'
import { test } from '@japa/runner'

import { toDecimal } from '#rules/money/parse_decimal'
import type { KeyCell, TableProgram } from '#rules/program/program'
import { keyOf, type Key } from '#rules/rating/cell'
import { indexTable } from '#rules/rating/table_index'
import { difference, fraction } from '#rules/oracle/fractions'

const at = { line: 1, column: 1 }

function table(
  kinds: readonly ('exact' | 'band' | 'text band')[],
  rows: readonly (readonly KeyCell[])[],
  firstMatch = false
): TableProgram {
  return {
    name: 't',
    file: null,
    keys: kinds.map((kind, index) => ({ name: `key_${index}`, kind })),
    columns: [{ name: 'value', type: 'decimal' }],
    rows: rows.map((keys, index) => ({ keys, values: [String(index)], row: index, column: null })),
    firstMatch,
    refuses: null,
    at,
  }
}

const is = (text: string): KeyCell => ({ is: text })
const band = (from: string | null, to: string | null, includesTo = true): KeyCell => ({
  ...(from === null ? {} : { from }),
  ...(to === null ? {} : { to }),
  includesTo,
})
const over = (from: string): KeyCell => ({ from, includesTo: true, excludesFrom: true })
const notGiven: KeyCell = { notGiven: true }
const allElse: KeyCell = { else: true }
const any: KeyCell = { any: true }
const number = (text: string): Key => keyOf(toDecimal(text))

/** Whether a cell names the key, in the words of the language's definition. */
function names(cell: KeyCell, key: string | null): boolean {
  if ('any' in cell) return true
  if ('notGiven' in cell) return key === null
  if (key === null || 'else' in cell) return false
  if ('is' in cell) return cell.is === key
  if ('fromText' in cell) return false
  const value = fraction(key)
  const low = cell.from === undefined ? 1 : difference(value, fraction(cell.from))
  const high = cell.to === undefined ? -1 : difference(value, fraction(cell.to))
  return (cell.excludesFrom ? low > 0 : low >= 0) && (cell.includesTo ? high <= 0 : high < 0)
}

/** Narrows the rows key by key, the slow way. */
function expected({ rows, firstMatch }: TableProgram, keys: readonly (string | null)[]): number {
  if (firstMatch) {
    return rows.findIndex((row) =>
      row.keys.every((cell, index) => {
        const key = keys[index] ?? null
        return names(cell, key) || ('else' in cell && key !== null)
      })
    )
  }
  const left = keys.reduce((some, key, index) => {
    const cellOf = (row: (typeof rows)[number]) => row.keys[index] ?? allElse
    const named = some.filter((row) => names(cellOf(row), key))
    if (named.length > 0 || key === null) return named
    return some.filter((row) => 'else' in cellOf(row))
  }, rows)
  return left[0] ? rows.indexOf(left[0]) : -1
}

const exactCells = fc.constantFrom(is('BI'), is('PD'), is('7'), notGiven, allElse)
const bandCells = fc.oneof(
  fc.constantFrom(notGiven, allElse, band(null, '3', false), over('12.5'), band('30', null)),
  fc
    .tuple(fc.integer({ min: -5, max: 30 }), fc.integer({ min: 0, max: 9 }), fc.boolean())
    .map(([from, length, includesTo]) =>
      band(String(from), String(from + length), includesTo || length === 0)
    )
)
const bandKeys = fc.option(
  fc.integer({ min: -60, max: 350 }).map((tenths) => (tenths / 10).toFixed(1).replace(/\.0$/, '')),
  { nil: null }
)
const exactKeys = fc.constantFrom('BI', 'PD', 'COLL', null)

test.group('Table index', () => {
  test('finds in any table the row that a search by hand finds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(bandCells, exactCells, bandCells), { maxLength: 12 }),
        fc.array(fc.tuple(bandKeys, exactKeys, bandKeys), { minLength: 1, maxLength: 12 }),
        (rows, looked) => {
          // The compiler proves that at most one row is left; here only such look-ups are judged.
          const one = table(['band', 'exact', 'band'], rows)
          const find = indexTable(one)
          const anyOf = (cell: KeyCell): KeyCell => (cell === allElse ? any : cell)
          const first = table(
            ['band', 'exact', 'band'],
            rows.map((cells, place) => (place % 2 === 0 ? cells.map(anyOf) : cells)),
            true
          )
          const findFirst = indexTable(first)
          return looked.every((keys) => {
            const asKeys = keys.map((key, index) =>
              key === null || index === 1 ? key : number(key)
            )
            const wanted = expected(one, keys)
            const agrees = find(asKeys) === wanted || isAmbiguous(one, keys)
            return agrees && findFirst(asKeys) === expected(first, keys)
          })
        }
      ),
      { numRuns: 1500 }
    )
  })

  test('finds texts in bands by length and code units, apart or overlapping', () => {
    const letters = fc.integer({ min: 0, max: 999 }).map((code) => code.toString(6))
    const cells = fc.oneof(
      fc.tuple(letters, letters).map(([one, other]): KeyCell => {
        const [from = one, to = other] = [one, other.padStart(one.length, '0')].toSorted()
        return from.length === to.length ? { fromText: from, toText: to } : is(one)
      }),
      letters.map(is),
      fc.constantFrom(notGiven, allElse)
    )
    const holds = (cell: KeyCell, key: string | null) => {
      if ('notGiven' in cell || 'else' in cell) return 'else' in cell === (key !== null)
      const [from, to] =
        'fromText' in cell ? [cell.fromText, cell.toText] : 'is' in cell ? [cell.is, cell.is] : ['']
      return to !== undefined && key?.length === from?.length && (from ?? '') <= key && key <= to
    }
    const isNamed = (cell: KeyCell) => !('else' in cell)
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cells, fc.constantFrom(is('a'), is('b'))), { maxLength: 9 }),
        fc.array(fc.tuple(fc.option(letters, { nil: null }), fc.constantFrom('a', 'b'))),
        (rows, looked) => {
          const one = table(['text band', 'exact'], rows)
          const find = indexTable(one)
          return looked.every((keys) => {
            const fits = rows.flatMap(([text, name], index) =>
              holds(text, keys[0]) && 'is' in name && name.is === keys[1] ? [{ text, index }] : []
            )
            const named = fits.filter(({ text }) => isNamed(text))
            const left = named.length > 0 ? named : fits
            const alone = rows.some(([text]) => isNamed(text) && holds(text, keys[0]))
            // `all else` takes what no cell of its column names, whatever the other keys are.
            if (left.length > 1 || (alone && named.length === 0)) return true
            return find(keys) === (left[0]?.index ?? -1)
          })
        }
      ),
      { numRuns: 1000 }
    )
  })

  test('tells both sides of every band edge apart', ({ assert }) => {
    const find = indexTable(
      table(
        ['band'],
        [[band(null, '3', false)], [band('3', '5', false)], [band('5', '9')], [over('9')]]
      )
    )
    const rows = ['-1', '2.9', '3', '4.99', '5', '9', '9.01', '1000000'].map((key) =>
      find([number(key)])
    )
    assert.deepEqual(rows, [0, 0, 1, 1, 2, 2, 3, 3])
  })

  test('bands with decimal bounds are as exact as whole ones', ({ assert }) => {
    const find = indexTable(table(['band'], [[band('0.1', '0.3', false)], [band('0.3', '0.5')]]))
    const rows = ['0.1', '0.2999999999999999999999', '0.3', '0.5', '0.50', '0.6'].map((key) =>
      find([number(key)])
    )
    assert.deepEqual(rows, [0, 0, 1, 1, 1, -1])
  })

  test('whole numbers, texts and yes/no match their cells', ({ assert }) => {
    const find = indexTable(table(['exact'], [[is('7')], [is('yes')], [is('007')], [notGiven]]))
    assert.deepEqual(
      [
        find([7]),
        find(['7']),
        find([number('7.00')]),
        find(['007']),
        find([keyOf(true)]),
        find([null]),
        find([8]),
      ],
      [0, 0, 0, 2, 1, 3, -1]
    )
  })

  test('bands that overlap because they differ by another key are told apart', ({ assert }) => {
    const find = indexTable(
      table(
        ['band', 'exact'],
        [
          [band('0', '10'), is('A')],
          [band('0', '5', false), is('B')],
          [band('5', '10'), is('B')],
        ]
      )
    )
    assert.deepEqual(
      [find([7, 'A']), find([4, 'B']), find([5, 'B']), find([11, 'B'])],
      [0, 1, 2, -1]
    )
  })

  test('all else never takes what is not given', ({ assert }) => {
    assert.equal(indexTable(table(['exact'], [[allElse]]))([null]), -1)
    assert.equal(indexTable(table(['exact'], [[allElse]], true))([null]), -1)
  })
})

/** Whether more than one row is left when the keys are matched: a table the compiler refuses. */
function isAmbiguous(one: TableProgram, keys: readonly (string | null)[]): boolean {
  const wanted = expected(one, keys)
  const rest = { ...one, rows: one.rows.filter((_, index) => index !== wanted) }
  const again = rest.rows[expected(rest, keys)]
  const found = one.rows[wanted]
  return again !== undefined && found !== undefined && shape(again) === shape(found)
}

function shape({ keys }: TableProgram['rows'][number]): string {
  return keys.map((cell) => ('else' in cell ? 'else' : 'named')).join()
}
