import type { Random } from '#rules/facts/random'
import { HOSTILE_NAMES, HOSTILE_TEXTS } from './hostile.ts'

const TOKEN = /"[^"\n]*"|[A-Za-z_][\w-]*|\d[\d.]*(?:\/\d+)?|\s+|[^\s\w]/g
const NAME = /^[A-Za-z_]/
const NUMBER = /^\d/

const NUMBERS = ['0', '1', '-1', '0.001', '100 %', '99999999999999999999', '1/3', '2027-02-29']
const OPERATORS = [
  '+',
  '-',
  '*',
  '/',
  '<',
  '>=',
  'is',
  'is not',
  'in',
  'and',
  'or',
  'not',
  ',',
  'at least',
  'at most',
]
const WORDS = [
  ...[
    'any',
    'every',
    'no',
    'all',
    'count of',
    'sum of',
    'highest of',
    'over',
    'with',
    'given',
    'is given',
  ],
  ...[
    'all else',
    'not given',
    'first match',
    'error outside',
    'in band',
    'whole years from',
    'year of',
    'rounded to',
  ],
  ...[
    'table',
    'let',
    'constant',
    'rule',
    'when',
    'then',
    'discounts',
    'premium',
    'fee',
    'charge',
    'tax',
    'example',
    'base',
    'times',
    'plus',
  ],
]

/** The text with a few edits of whole words and lines, so that much of it still makes sense. */
export function mutateGrammar(text: string, other: string, random: Random): string {
  let mutated = text
  const edits = random.between(1, 4)
  for (let edit = 0; edit < edits; edit++) {
    mutated = random.happens(1, 3) ? editLines(mutated, other, random) : editTokens(mutated, random)
  }
  return mutated.slice(0, 60_000)
}

function editLines(text: string, other: string, random: Random): string {
  const lines = text.split('\n')
  const at = random.between(0, lines.length - 1)
  const from = random.between(0, lines.length - 1)
  const line = lines[from] ?? ''
  switch (random.between(0, 5)) {
    case 0:
      return lines.toSpliced(at, 1).join('\n')
    case 1:
      return lines.toSpliced(at, 0, line).join('\n')
    case 2:
      return lines.with(at, line).join('\n')
    case 3:
      return lines.with(at, `  ${lines[at] ?? ''}`).join('\n')
    case 4:
      return lines.with(at, (lines[at] ?? '').trimStart()).join('\n')
    default:
      return lines.toSpliced(at, 0, random.pick(other.split('\n'))).join('\n')
  }
}

function editTokens(text: string, random: Random): string {
  const tokens = text.match(TOKEN) ?? []
  if (tokens.length === 0) return text
  const names = tokens.filter((token) => NAME.test(token))
  const at = random.between(0, tokens.length - 1)
  const token = tokens[at] ?? ''
  if (NAME.test(token) && random.happens(1, 6)) {
    const hostile = random.pick(HOSTILE_NAMES)
    return tokens.map((each) => (each === token ? hostile : each)).join('')
  }
  return tokens.toSpliced(at, random.between(0, 1), replacement(token, names, random)).join('')
}

function replacement(token: string, names: readonly string[], random: Random): string {
  if (random.happens(1, 8)) return random.pick(HOSTILE_TEXTS)
  if (random.happens(1, 6)) return ` ${random.pick(WORDS)} `
  if (NAME.test(token) && names.length > 0) return random.pick(names)
  if (NUMBER.test(token)) return random.pick(NUMBERS)
  if (/^\s/.test(token)) return token
  return ` ${random.pick(OPERATORS)} `
}
