import { test } from '@japa/runner'
import fc from 'fast-check'
import { integer } from '#rules/money/decimal'
import { numbers, setOf, texts, type Domain } from '#rules/plan/domain'
import { readKeyCell } from '#rules/plan/key_cell'
import type { TableModel, TableRow } from '#rules/plan/model'
import { proveTotal } from '#rules/plan/prove_total'

const SPAN = { source: 'test', start: 0, end: 0 }
const CHOICES = ['a', 'b', 'c']
const LOW = 2
const HIGH = 7

type Key = string | number | null

interface Drawn {
  readonly keys: readonly {
    readonly inBand: boolean
    readonly mayBeMissing: boolean
    readonly isSet: boolean
    /** Whether the key has but one choice. */
    readonly isOne: boolean
  }[]
  readonly rows: readonly (readonly string[])[]
  readonly firstMatch: boolean
}

const band = fc
  .tuple(
    fc.integer({ min: 0, max: 9 }),
    fc.integer({ min: 1, max: 5 }),
    fc.integer({ min: 0, max: 7 })
  )
  .map(([from, length, form]) => {
    const to = from + length
    const forms = [
      `${from}`,
      `${from} to ${to}`,
      `${from} up to ${to}`,
      `${from} and over`,
      `under ${to}`,
      `${to} and under`,
      `over ${from}`,
      `over ${from} to ${to}`,
    ]
    return forms[form] ?? `${from}`
  })
const special = fc.constantFrom('all else', 'not given')
const cell = (inBand: boolean) =>
  fc.oneof(
    { weight: 5, arbitrary: inBand ? band : fc.constantFrom(...CHOICES) },
    { weight: 1, arbitrary: special }
  )

const drawn: fc.Arbitrary<Drawn> = fc
  .array(
    fc.record({
      inBand: fc.boolean(),
      mayBeMissing: fc.boolean(),
      isSet: fc.boolean(),
      isOne: fc.boolean(),
    }),
    {
      minLength: 1,
      maxLength: 3,
    }
  )
  .chain((keys) =>
    fc.record({
      keys: fc.constant(keys),
      rows: fc.array(fc.tuple(...keys.map(({ inBand }) => cell(inBand))), {
        minLength: 1,
        maxLength: 7,
      }),
      firstMatch: fc.boolean(),
      withAny: fc.boolean(),
    })
  )
  .map(({ keys, rows, firstMatch, withAny }) => ({
    keys,
    firstMatch,
    rows: rows.map((row) =>
      row.map((text) => (firstMatch && withAny && text === 'all else' ? 'any' : text))
    ),
  }))

function tableOf({ keys, rows, firstMatch }: Drawn): TableModel {
  return {
    name: 't',
    file: null,
    keys: keys.map(({ inBand }, at) => ({ name: `k${at}`, inBand })),
    columns: [{ name: 'value', gives: 'factor', isNamed: false }],
    rows: rows.map((cells, at): TableRow => ({
      keys: cells.map(
        (text, key) => readKeyCell(text, keys[key]?.inBand ?? false) ?? { else: true }
      ),
      values: ['1'],
      row: at + 1,
      column: null,
      span: SPAN,
    })),
    firstMatch,
    errorOutside: false,
    sound: true,
    citation: undefined,
    span: SPAN,
    nameSpan: SPAN,
  }
}

function domainOf({ inBand, isSet, isOne }: Drawn['keys'][number]): Domain {
  if (!inBand) return texts(isOne ? ['b'] : CHOICES)
  return isSet ? setOf([3, 5, 6].map(integer)) : numbers(integer(LOW), integer(HIGH), true)
}

function valuesOf({ inBand, isSet, isOne, mayBeMissing }: Drawn['keys'][number]): readonly Key[] {
  const range = Array.from({ length: HIGH - LOW + 1 }, (_, at) => LOW + at)
  const values: readonly Key[] = inBand ? (isSet ? [3, 5, 6] : range) : isOne ? ['b'] : CHOICES
  return mayBeMissing ? [...values, null] : values
}

/** What a cell in words holds, told apart from the compiler's own reading. */
function holds(text: string, key: Key): boolean {
  if (text === 'any') return true
  if (text === 'not given') return key === null
  if (key === null) return false
  if (text === 'all else') return true
  if (typeof key === 'string') return text === key
  const [first = 0, second = 0] = [...text.matchAll(/\d+/g)].map(([digits]) => Number(digits))
  if (text.includes('up to')) return key >= first && key < second
  if (text.startsWith('under')) return key < first
  if (text.includes('and under')) return key <= first
  if (text.includes('and over')) return key >= first
  if (text.startsWith('over')) return key > first && (!text.includes('to') || key <= second)
  return text.includes('to') ? key >= first && key <= second : key === first
}

/** How many rows are meant for a combination: those that name the earlier keys win. */
function meant({ rows, firstMatch }: Drawn, combination: readonly Key[]): number {
  const held = rows.filter((row) => row.every((text, at) => holds(text, combination[at] ?? null)))
  if (firstMatch) return Math.min(1, held.length)
  const patterns = held.map((row) => row.map((text) => (text === 'all else' ? 1 : 0)).join(''))
  const best = patterns.toSorted()[0]
  return patterns.filter((pattern) => pattern === best).length
}

function combinationsOf(keys: Drawn['keys']): readonly (readonly Key[])[] {
  return keys.reduce<readonly (readonly Key[])[]>(
    (all, key) => all.flatMap((before) => valuesOf(key).map((value) => [...before, value])),
    [[]]
  )
}

function prove(table: Drawn) {
  const keys = table.keys.map((key) => ({ domain: domainOf(key), mayBeMissing: key.mayBeMissing }))
  return proveTotal(tableOf(table), keys, 1_000_000)
}

test.group('The proof that a table is total', () => {
  test('finds a gap or an overlap exactly where trying every combination does', ({ assert }) => {
    fc.assert(
      fc.property(drawn, (table) => {
        const counts = combinationsOf(table.keys).map((combination) => meant(table, combination))
        const { findings } = prove(table)
        assert.equal(
          findings.length === 0,
          counts.every((count) => count === 1)
        )
      }),
      { numRuns: 2000 }
    )
  })

  test('names a combination that really has no row, or two', ({ assert }) => {
    fc.assert(
      fc.property(drawn, (table) => {
        for (const finding of prove(table).findings) {
          if (finding.kind !== 'gap' && finding.kind !== 'overlap') continue
          const combination = finding.keys.map(({ text, isNumber }): Key => {
            if (text === 'not given') return null
            return isNumber ? Number(text) : text
          })
          const count = meant(table, combination)
          assert.isTrue(
            finding.kind === 'gap' ? count === 0 : count > 1,
            JSON.stringify(finding.keys)
          )
        }
      }),
      { numRuns: 2000 }
    )
  })

  test('calls exactly those rows used that some combination means', ({ assert }) => {
    fc.assert(
      fc.property(drawn, (table) => {
        const { findings, used } = prove(table)
        fc.pre(findings.length === 0)
        const rows = tableOf(table).rows
        const combinations = combinationsOf(table.keys)
        const meantRows = new Set(combinations.map((keys) => meantRow(table, keys)))
        const expected = table.rows.map((_, at) => meantRows.has(at))
        const found = rows.map((row) => [...used].some(({ row: number }) => number === row.row))
        assert.deepEqual(found, expected)
      }),
      { numRuns: 1000 }
    )
  })

  test('sees the gap between two bands of decimals', ({ assert }) => {
    const table = {
      keys: [{ inBand: true, mayBeMissing: false, isSet: false, isOne: false }],
      rows: [['0 to 4'], ['5 and over']],
      firstMatch: false,
    }
    const keys = [{ domain: numbers(integer(0), null, false), mayBeMissing: false }]
    const { findings } = proveTotal(tableOf(table), keys, 1000)
    assert.deepEqual(
      findings.map((finding) =>
        finding.kind === 'gap' ? finding.keys.map(({ text }) => text) : finding.kind
      ),
      [['4.5']]
    )
  })
})

function meantRow(table: Drawn, combination: readonly Key[]): number {
  const held = table.rows.flatMap((row, at) =>
    row.every((text, key) => holds(text, combination[key] ?? null)) ? [{ row, at }] : []
  )
  if (table.firstMatch) return held[0]?.at ?? -1
  const pattern = (row: readonly string[]) =>
    row.map((text) => (text === 'all else' ? 1 : 0)).join('')
  return held.toSorted((a, b) => pattern(a.row).localeCompare(pattern(b.row)))[0]?.at ?? -1
}
