import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

import type { Facts } from '#rules/facts/facts'
import type { KeyCell, Program, TableProgram } from '#rules/program/program'
import { indexTable } from '#rules/rating/table_index'
import { prepare } from '#rules/rating/prepare'
import { rate } from '#rules/rating/rate'
import type { HashedProgram } from '#rules/index'

import type { Shard } from './columns_worker.ts'

const THREADS = 2
const RUNS = 5

/** Seconds that two threads take for so many policies which lie in their columns: the median of five. */
export async function onTwoThreads(
  program: Program,
  risks: readonly Facts[],
  count: number
): Promise<{ readonly seconds: number; readonly megabytes: number }> {
  const before = process.memoryUsage.rss()
  const shard: Shard = { program, risks, count: count / THREADS }
  const threads = Array.from(
    { length: THREADS },
    () => new Worker(new URL('columns_worker.ts', import.meta.url), { workerData: shard })
  )
  await Promise.all(threads.map((thread) => once(thread, 'message')))
  const seconds: number[] = []
  for (let run = 0; run <= RUNS; run++) {
    const start = performance.now()
    const answers = threads.map((thread) => once(thread, 'message'))
    for (const thread of threads) thread.postMessage('rate')
    await Promise.all(answers)
    if (run > 0) seconds.push((performance.now() - start) / 1000)
  }
  const megabytes = (process.memoryUsage.rss() - before) / 1e6
  await Promise.all(threads.map((thread) => thread.terminate()))
  return { seconds: median(seconds), megabytes }
}

/** `first match`: of bands that overlap but for another key. */
export type Kind = 'exact' | 'band' | 'bands by another key' | 'first match'

const KEYS = 100_000
/** Look-ups between two readings of the clock: few enough that other programs seldom come between. */
const LOOK_UPS = 5000

/** Nanoseconds of a look-up in tables of two sizes, by turns; the least of many, which other programs disturb least. */
export function lookUpTimes(kind: Kind, sizes: readonly [number, number]): readonly number[] {
  const finds = sizes.map((size) => indexTable(tableOf(kind, size)))
  const keys = sizes.map((size) => askedKeys(kind, size))
  const times = sizes.map((): number[] => [])
  for (let run = 0; run < KEYS * 5; run += LOOK_UPS) {
    finds.forEach((find, at) => {
      const asked = (keys[at] ?? []).slice(run % KEYS, (run % KEYS) + LOOK_UPS)
      const start = performance.now()
      for (const key of asked) find(key)
      times[at]?.push(((performance.now() - start) * 1e6) / LOOK_UPS)
    })
  }
  return times.map((measured) => Math.min(...measured))
}

/** Made before the clock starts, by way of JSON, as keys are that come with a quote. */
function askedKeys(kind: Kind, size: number): readonly (readonly (string | number)[])[] {
  const keys = Array.from({ length: KEYS }, (_, i) => {
    const key = (i * 7919) % size
    if (kind === 'exact') return [`k${key}`]
    return kind === 'band' ? [key * 10 + 3] : [`k${key % 50}`, key]
  })
  return JSON.parse(JSON.stringify(keys))
}

function tableOf(kind: Kind, size: number): TableProgram {
  const band = (from: number, to: number): KeyCell => ({
    from: String(from),
    to: String(to),
    includesTo: false,
  })
  const keysOf = (row: number): readonly KeyCell[] => {
    if (kind === 'exact') return [{ is: `k${row}` }]
    if (kind === 'band') return [band(row * 10, row * 10 + 10)]
    return [{ is: `k${row % 50}` }, band(row - (row % 3), row + 3)]
  }
  const names: readonly TableProgram['keys'][number][] =
    kind === 'exact'
      ? [{ name: 'a', kind: 'exact' }]
      : kind === 'band'
        ? [{ name: 'a', kind: 'band' }]
        : [
            { name: 'b', kind: 'exact' },
            { name: 'a', kind: 'band' },
          ]
  const at = { line: 1, column: 1 }
  return {
    name: 'large',
    file: null,
    keys: names,
    columns: [{ name: 'value', type: 'decimal' }],
    rows: Array.from({ length: size }, (_, row) => ({
      keys: keysOf(row),
      values: ['1'],
      row,
      column: null,
    })),
    firstMatch: kind === 'first match',
    refuses: null,
    at,
  }
}

/** Milliseconds of a run online of the plan with so many rules, the plan's own over and over. */
export async function withRules(
  { program, hash }: HashedProgram,
  facts: Facts,
  count: number
): Promise<number> {
  const [group] = program.groups
  const rules = group?.rules ?? []
  const many = Array.from({ length: count }, (_, at) => {
    const rule = rules[at % rules.length]
    if (!rule) throw new RangeError('The plan has no rules')
    return { ...rule, name: at < rules.length ? rule.name : `${rule.name} ${at}` }
  })
  const groups = program.groups.map((one) => (one === group ? { ...one, rules: many } : one))
  const [plain, large] = [program, { ...program, groups }].map((one) =>
    prepare({ program: one, hash })
  )
  if (!plain || !large) throw new RangeError('Both are prepared')
  const times: number[] = []
  for (let run = 0; run <= RUNS; run++) {
    const spent: number[] = []
    for (const prepared of [plain, large]) {
      const start = performance.now()
      for (let i = 0; i < 200; i++) await rate(prepared, facts)
      spent.push((performance.now() - start) / 200)
    }
    if (run > 0) times.push((spent[1] ?? 0) - (spent[0] ?? 0))
  }
  return median(times)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
