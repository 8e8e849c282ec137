import { spreadOf, type Rounds } from './rounds.ts'

/** A ratio to the hand-written twin that is aimed at, and why it is missed where it is. */
interface Aim {
  readonly way: string
  readonly atMost: number
  readonly text: string
  readonly reason: string
}

/** The ways of rating, by what the table calls them. */
export const WAYS = {
  hand: 'written by hand (A)',
  source: 'bulk, generated source',
  closures: 'bulk, closures',
  columns: 'bulk, columns, one thread',
  online: '`rate`: worksheet and rule results',
  read: '`rate`, and the worksheet read',
  worksheet: 'bulk, generated source, with worksheet',
  zen: 'zen-engine: the same premiums',
  oracle: 'stock json-rules-engine and fractions',
} as const

const AIMS: readonly Aim[] = [
  {
    way: WAYS.source,
    atMost: 1 / 0.9,
    text: 'at least 90 % of the speed of A',
    reason: 'facts are first read into columns, which A does not do',
  },
  {
    way: WAYS.closures,
    atMost: 1 / 0.35,
    text: 'at least 35 % of the speed of A',
    reason: 'each operation is a call that the engine cannot inline',
  },
  {
    way: WAYS.worksheet,
    atMost: 3,
    text: 'at most 3 x A',
    reason: 'every line is stored and copied',
  },
  {
    way: WAYS.columns,
    atMost: 0.8,
    text: 'at most 0.8 x A',
    reason: 'the arithmetic itself takes most of the time',
  },
  {
    way: WAYS.online,
    atMost: 10,
    text: 'at most 10 x A',
    reason: 'each operation is a call that the engine cannot inline, and the rules run besides',
  },
  {
    way: WAYS.read,
    atMost: 10,
    text: 'at most 10 x A',
    reason: 'the texts of 156 lines are written',
  },
]

/** Each aim as met or missed, with the reason of a miss. */
export function judgeAims(rounds: readonly Rounds[]): readonly string[] {
  return AIMS.map(({ way, atMost, text, reason }) => {
    const found = rounds.find(({ name }) => name === way)
    const { median } = spreadOf(found?.ratios ?? [])
    const isMet = median <= atMost
    const outcome = isMet ? 'met' : `MISSED, ${reason}`
    return `- ${way}: ${text}: ${median.toFixed(2)} x A, ${outcome}`
  })
}

/** How many times as fast one way is to be as another, neither of which is A. */
const DISTANCES = [
  {
    slow: WAYS.zen,
    fast: WAYS.source,
    atLeast: 300,
    reason: 'zen leaves out the rules, fees and dates',
  },
  { slow: WAYS.oracle, fast: WAYS.online, atLeast: 25, reason: 'of closures' },
] as const

/** The same of two ways beside each other. */
export function judgeDistances(rounds: readonly Rounds[]): readonly string[] {
  const medianOf = (way: string) =>
    spreadOf(rounds.find(({ name }) => name === way)?.ratios ?? []).median
  return DISTANCES.map(({ slow, fast, atLeast, reason }) => {
    const times = medianOf(slow) / medianOf(fast)
    const outcome = times >= atLeast ? 'met' : `MISSED, ${reason}`
    return `- ${fast}: at least ${atLeast} x as fast as ${slow}: ${times.toFixed(0)} x, ${outcome}`
  })
}

/** A ratio so much above the committed one, in per cent, has got worse. */
const NOISE = 25

/** How each ratio stands to the committed one. */
export function compareBaseline(
  rounds: readonly Rounds[],
  baseline: Readonly<Record<string, number>>
): readonly string[] {
  return rounds.flatMap(({ name, ratios }) => {
    const before = baseline[name]
    if (before === undefined) return []
    const change = (spreadOf(ratios).median / before - 1) * 100
    const sign = change < 0 ? '' : '+'
    const verdict = change > NOISE ? ', WORSE' : ''
    return [`- ${name}: ${before.toFixed(2)} x A kept, ${sign}${change.toFixed(0)} % now${verdict}`]
  })
}
