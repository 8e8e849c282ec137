import type { EntityFacts } from '../../facts/facts.ts'
import type { Codes } from './codes.ts'
import type { Column } from './columns.ts'
import { termsOf, writeColumn, type Write } from './encode.ts'
import { NOT_GIVEN } from './ir.ts'
import type { Memory } from './memory.ts'

/** A name that source may write after a dot; any other is read by the closures. */
const PLAIN_NAME = /^[a-z][a-z0-9_]{0,63}$/i

/**
 * Writes the columns of one kind of entity through generated source, into which go only names of
 * letters, digits and `_`. @throws EvalError where the surroundings forbid it.
 */
export function emitEncoder(
  columns: readonly { readonly column: Column; readonly at: number }[],
  codes: Codes,
  memory: Memory
): Write {
  const others: Write[] = []
  const lines: string[] = []
  const targets: (Int32Array | Float64Array)[] = []
  // The terms of a coverage are looked up once for all columns of it.
  let coverage: string | null = null
  for (const { column, at } of columns.toSorted(byCoverage)) {
    const target = memory.columns[at]
    if (!target) continue
    const { source } = column
    if (source.is === 'taken' || source.is === 'term') {
      const { name } = source.coverage
      if (name !== coverage && PLAIN_NAME.test(name)) {
        lines.push(`terms = termsOf(facts, '${name}')`)
        coverage = name
      }
    }
    const line = lineOf(column, `targets_${targets.length}[at]`)
    if (line === null) others.push(writeColumn(column, target, codes))
    else {
      lines.push(line)
      targets.push(target)
    }
  }
  const source = [
    "'use strict'",
    ...targets.map((_, at) => `const targets_${at} = targets[${at}]`),
    'return function write(facts, at) {',
    'let value = 0, terms = undefined',
    ...lines,
    'for (let i = 0; i < others.length; i++) others[i](facts, at)',
    '}',
  ].join('\n')
  const codeOf = (value: string | number) => codes.of(value)
  const build = new Function('targets', 'others', 'codeOf', 'termsOf', source)
  return build(targets, others, codeOf, termsOf) as (facts: EntityFacts, at: number) => void
}

type Numbered = Parameters<typeof emitEncoder>[0][number]

function byCoverage({ column: a }: Numbered, { column: b }: Numbered): number {
  const [left, right] = [a, b].map(({ source }) =>
    source.is === 'taken' || source.is === 'term' ? source.coverage.index : -1
  )
  return (left ?? 0) - (right ?? 0)
}

/** Null for what is left to the closures. */
function lineOf({ source, reading, optional }: Column, target: string): string | null {
  if (source.is === 'taken') {
    const { name } = source.coverage
    if (!PLAIN_NAME.test(name)) return null
    return `${target} = terms === undefined ? 0 : 1`
  }
  if (source.is === 'term') {
    const { term } = source
    const { name } = source.coverage
    if (!PLAIN_NAME.test(name) || !PLAIN_NAME.test(term)) return null
    return [
      `value = terms === undefined ? undefined : terms.${term}`,
      `${target} = value === undefined ? ${NOT_GIVEN} : codeOf(value)`,
    ].join('\n')
  }
  if (source.is === 'class' || reading === 'class') return null
  const { name } = source.field
  if (!PLAIN_NAME.test(name) || name === 'constructor' || reading === 'money') return null
  const read = readText(reading)
  if (!optional) return `value = facts.${name}\n${target} = ${read}`
  return `value = facts.${name}\n${target} = value === undefined ? ${NOT_GIVEN} : ${read}`
}

function readText(reading: Exclude<Column['reading'], 'money' | 'class'>): string {
  switch (reading) {
    case 'number':
      return '+value'
    case 'yes_no':
      return 'value === true ? 1 : 0'
    case 'date':
      return dateText()
    case 'code':
      return 'codeOf(value)'
  }
}

/** Digit by digit: `0` is 48, taken off at the end for all eight. */
function dateText(): string {
  const places = [0, 1, 2, 3, 5, 6, 8, 9]
  const digits = places.map(
    (place, at) => `value.charCodeAt(${place}) * ${10 ** (places.length - 1 - at)}`
  )
  return `${digits.join(' + ')} - ${48 * 11_111_111}`
}
