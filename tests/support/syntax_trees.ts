import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import type { PlanFile, ProductFile } from '#rules/syntax/ast'
import type { Source } from '#rules/source'

/** A tree without the places it was read from: what formatting must keep. */
export function treeOf(file: PlanFile | ProductFile): unknown {
  const { comments, ...rest } = file
  return JSON.parse(
    JSON.stringify(
      { ...rest, comments: comments.map(({ text }) => text).toSorted() },
      (key, value) => (key === 'span' ? undefined : value)
    )
  )
}

/** What the countrywide plan and Texas state in one plan, with few worked examples, so that properties run fast on it. */
export function texasSource(): Source {
  const [, ownStatements = ''] = planText('tx').split(/(?=^# Rule 1\b)/m)
  const examples = ownStatements.split(/^(?=example )/m)
  return {
    name: 'plan.rate',
    text: `${planText('countrywide').trimEnd()}\n\n${examples.slice(0, 3).join('')}`,
  }
}

function planText(folder: string): string {
  return readFileSync(new URL(`../../plugins/${folder}/plan.rate`, import.meta.url), 'utf8')
}

export function productSource(): Source {
  const url = new URL('../../plugins/personal_auto/product.rate', import.meta.url)
  return { name: 'product.rate', text: readFileSync(url, 'utf8') }
}

type Mutation = (text: string) => string

/** Changes to a text as hands and disks make them: lines and words lost, doubled, swapped, spoilt. */
export function mutationsOf(text: string): fc.Arbitrary<string> {
  const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
  const junk = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 6 }),
    fc.constantFrom(
      '|',
      '[',
      ']',
      '(',
      ')',
      '"',
      '#',
      '\t',
      '\r',
      '\n',
      '\r\n',
      '\ufeff',
      '-',
      ','
    ),
    fc.constantFrom('when', 'and', 'not', 'given', 'table', 'rule x "X"\n', '  ', 'let a = 1\n'),
    fc.constantFrom('\u0000', '\u2028', '\ud800', '“', '$', '1,000', '2026-02-30', '1.2.3')
  )
  const mutation: fc.Arbitrary<Mutation> = fc.oneof(
    place.map((at) => onLines((lines) => lines.toSpliced(index(at, lines), 1))),
    place.map((at) =>
      onLines((lines) => lines.toSpliced(index(at, lines), 0, lines[index(at, lines)] ?? ''))
    ),
    fc.tuple(place, place).map(([a, b]) => onLines((lines) => swapped(lines, a, b))),
    fc
      .tuple(place, fc.nat(9))
      .map(([at, width]) =>
        onLines((lines) =>
          lines.with(
            index(at, lines),
            ' '.repeat(width) + (lines[index(at, lines)] ?? '').trimStart()
          )
        )
      ),
    place.map((at) => onWords((words) => words.toSpliced(index(at, words), 1))),
    fc.tuple(place, place).map(([a, b]) => onWords((words) => swapped(words, a, b))),
    fc.tuple(place, junk).map(([at, what]) => (all: string) => {
      const cut = Math.floor(at * all.length)
      return all.slice(0, cut) + what + all.slice(cut)
    }),
    fc.tuple(place, fc.nat(40)).map(([at, length]) => (all: string) => {
      const cut = Math.floor(at * all.length)
      return all.slice(0, cut) + all.slice(cut + length)
    })
  )
  return fc
    .array(mutation, { minLength: 1, maxLength: 4 })
    .map((mutations) => mutations.reduce((all, mutate) => mutate(all), text))
}

function onLines(change: (lines: readonly string[]) => readonly string[]): Mutation {
  return (text) => change(text.split('\n')).join('\n')
}

function onWords(change: (words: readonly string[]) => readonly string[]): Mutation {
  return (text) => change(text.split(/(?<=\s)(?=\S)/)).join('')
}

function swapped(parts: readonly string[], a: number, b: number): readonly string[] {
  const [i, j] = [index(a, parts), index(b, parts)]
  return parts.with(i, parts[j] ?? '').with(j, parts[i] ?? '')
}

function index(at: number, parts: readonly string[]): number {
  return Math.floor(at * parts.length)
}
