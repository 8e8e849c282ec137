import type { Random } from '#rules/facts/random'
import type { Making } from './make_value.ts'
import type { Entity, Kind, Named } from './names.ts'

interface Key {
  readonly name: string
  readonly written: string
  readonly of: readonly Entity[]
  readonly isCoverage?: true
  readonly mayBeMissing?: boolean
  /** The cells that together hold all its values. */
  readonly cells: readonly string[]
  /** `in band` and the like. */
  readonly way: '' | ' in band' | ' in text band'
}

const ZIP: Key = {
  name: 'zip',
  written: 'policy.zip',
  of: [],
  cells: ['10000 to 59999, 77777', '60000 to 69999', 'all else'],
  way: ' in text band',
}

/** A table of one of the forms, with how it is looked up; its text is a statement of the plan. */
export function makeTable(
  name: string,
  making: Making
): { readonly text: string; readonly named: readonly Named[] } {
  const { random } = making
  const gives = random.pick<Kind>(['factor', 'factor', 'money', 'integer'])
  const form = random.between(making.isPlain ? 2 : 0, 5)
  if (form === 0) return interpolated(name, making)
  if (form === 1) return nextRowUp(name, making)
  const all = keysOf(making)
  const first = random.pick(all)
  const rest = all.filter(({ name: other }) => other !== first.name)
  const keys = random.happens(1, 2) ? [first] : [first, random.pick(rest)]
  const head = `table ${name} by ${keys.map(({ name: key, way }) => key + way).join(', ')}`
  if (form === 2) return firstMatch(head, name, keys, gives, making)
  const columns = random.happens(1, 4) ? ['low', 'high'] : ['']
  const given = columns.map((column) => (column === '' ? gives : `${column} ${gives}`)).join(', ')
  const rows = () =>
    combinations(keys.map(({ cells }) => cells)).map((cells) =>
      row([...cells, ...columns.map(() => amount(gives, random))])
    )
  const editions = random.happens(1, 4) ? ['', ' from 2026-09-01'] : ['']
  const text = editions
    .map((from) => `${head} gives ${given}${from}\n${rows().join('')}`)
    .join('\n')
  const named = columns.map((column) =>
    namedBy(name, keys, gives, column === '' ? '' : `${column} of `)
  )
  return { text, named }
}

function firstMatch(
  head: string,
  name: string,
  keys: readonly Key[],
  gives: Kind,
  { random }: Making
) {
  const rows = Array.from({ length: random.between(1, 4) }, () =>
    keys.map(({ cells }) => (random.happens(1, 3) ? 'any' : random.pick(cells)))
  ).filter((cells) => cells.some((cell) => cell !== 'any'))
  const distinct = [...new Map(rows.map((cells) => [cells.join(), cells])).values()]
  const last = keys.map(() => 'any')
  const text = [...distinct, last].map((cells) => row([...cells, amount(gives, random)])).join('')
  return {
    text: `${head} first match gives ${gives}\n${text}`,
    named: [namedBy(name, keys, gives)],
  }
}

function interpolated(name: string, making: Making) {
  const { random, bounds } = making
  const key = { name: 'points', written: 'points', of: ['driver'] as const }
  const points = [0, random.between(1, 2), bounds.points + random.between(0, 3)]
  const ends = random.pick(['flat at ends', 'extended at ends', 'error outside'])
  const rows = points.map((point) => row([String(point), amount('factor', random)])).join('')
  const text = `table ${name} by points interpolated ${ends} gives factor\n${rows}`
  return { text, named: [{ ...namedBy(name, [key], 'factor'), isEndless: true }] }
}

function nextRowUp(name: string, making: Making) {
  const { random, bounds } = making
  const key = { name: 'age', written: 'age', of: ['vehicle'] as const }
  const refuses = random.happens(1, 3)
  const last = refuses ? Math.max(3, bounds.age - 2) : bounds.age
  const rows = [0, 2, last].map((age) => row([String(age), amount('money', random)])).join('')
  const text = `table ${name} by age next row up${refuses ? ', error outside' : ''} gives money\n${rows}`
  return { text, named: [namedBy(name, [key], 'money')] }
}

function namedBy(
  name: string,
  keys: readonly Pick<Key, 'written' | 'of' | 'isCoverage'>[],
  kind: Kind,
  column = ''
): Named {
  return {
    kind,
    text: `${column}${name}[${keys.map(({ written }) => written).join(', ')}]`,
    of: keys.flatMap(({ of }) => of),
    coverage: keys.some(({ isCoverage }) => isCoverage),
    isEndless: false,
  }
}

function keysOf({ random, bounds, isPlain }: Making): readonly Key[] {
  const score = bandsOf(bounds.score, random)
  return [
    { name: 'plan', written: 'policy.plan', of: [], cells: choices(bounds.plans, random), way: '' },
    {
      name: 'score',
      written: 'policy.score',
      of: [],
      cells: bounds.hasOptionalScore ? ['not given', ...score] : score,
      way: ' in band',
    },
    ...(isPlain ? [] : [ZIP]),
    {
      name: 'points',
      written: 'points',
      of: ['driver'],
      cells: bandsOf(bounds.points, random),
      way: ' in band',
    },
    {
      name: 'class',
      written: 'class',
      of: ['vehicle'],
      cells: choices(bounds.classes, random),
      way: '',
    },
    {
      name: 'age',
      written: 'age',
      of: ['vehicle'],
      cells: bandsOf(bounds.age, random),
      way: ' in band',
    },
    {
      name: 'value',
      written: 'value',
      of: ['vehicle'],
      cells: [`under ${bounds.value / 2}.50`, `${bounds.value / 2}.50 and over`],
      way: ' in band',
    },
    {
      name: 'coverage',
      written: 'coverage',
      of: ['vehicle'],
      isCoverage: true,
      cells: ['FIRE', 'GLASS', 'TOW'],
      way: '',
    },
  ]
}

/** Bands that together hold 0 to `high`, in one of the ways to write them. */
function bandsOf(high: number, random: Random): readonly string[] {
  const cut = random.between(1, high - 1)
  const bands: readonly (readonly string[])[] = [
    [`under ${cut}`, `${cut} and over`],
    [`${cut} and under`, `over ${cut}`],
    [`0 up to ${cut}`, `${cut} to ${high}`],
    ['0', `1 to ${Math.max(1, cut)}`, `over ${Math.max(1, cut)} to ${high}`],
    [`under ${cut}`, 'all else'],
  ]
  return random.pick(bands)
}

/** Each choice, or two in a cell, or one and all the others. */
function choices(all: readonly string[], random: Random): readonly string[] {
  const [first = '', second = '', ...rest] = all
  if (random.happens(1, 3)) return [first, 'all else']
  return random.happens(1, 2) ? [`${first}, ${second}`, ...rest] : all
}

function combinations(cells: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const [first, ...rest] = cells
  if (!first) return [[]]
  return first.flatMap((cell) => combinations(rest).map((others) => [cell, ...others]))
}

function row(cells: readonly string[]): string {
  return `  ${cells.join(' | ')}\n`
}

function amount(kind: Kind, random: Random): string {
  if (kind === 'integer') return String(random.between(0, 9))
  if (kind === 'money') return `${random.between(0, 300)}.${random.between(10, 99)}`
  return random.pick(['0.875', '1.10', '1', '0', '2.5', `0.${random.between(10, 99)}`])
}
