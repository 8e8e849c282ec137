import type { Example } from '../examples/example.ts'
import { generateFacts } from '../facts/generate_facts.ts'
import { validateFacts } from '../facts/validate_facts.ts'
import type { HashedProgram, Program } from '../program/program.ts'
import type { CoverageReport, Point, ReachedPoint } from './coverage.ts'
import { edgesOf, type KeysSeen } from './edges.ts'
import { RowSeeker } from './seek_rows.ts'
import { telltaleKeys } from './telltale_keys.ts'
import { pointsOf } from './points_of.ts'
import { nothingSeen, WatchedProgram, type Seen } from './watched_program.ts'

export interface CoverageOptions {
  /** How many risks are generated, from which seed on; 0: what the examples reach alone. */
  readonly risks: number
  readonly seed: number
}

/**
 * What of a plan its own worked examples reach, what only generated risks reach, and what neither
 * does. The same program, examples and options always give the same report.
 */
export async function measureCoverage(
  compiled: HashedProgram,
  examples: readonly Example[],
  { risks, seed }: CoverageOptions
): Promise<CoverageReport> {
  const { program, hash } = compiled
  const watched = new WatchedProgram(compiled)
  const byExamples = nothingSeen()
  for (const { facts } of examples) {
    const validated = validateFacts(program.shape, facts)
    if (validated.ok) await watched.see(validated.facts, byExamples)
  }
  const byRisks = nothingSeen()
  const atRandom = telltaleKeys(program, { edges: false })
  const atEdges = telltaleKeys(program, { edges: true })
  let refused = 0
  for (let at = 0; at < risks; at++) {
    const facts = generateFacts(program.shape, seed + at, {
      values: at % 2 === 0 ? atRandom : atEdges,
    })
    if ((await watched.see(facts, byRisks)) === null) refused += 1
  }
  const directed = risks === 0 ? 0 : await seekRows(watched, program, seed, [byExamples, byRisks])
  const { name, title, version } = program.plan
  return {
    plan: { name, title, version },
    hash,
    examples: examples.length,
    generated: risks + directed,
    refused,
    seed,
    worstCase: program.worstCase,
    points: [
      ...pointsOf(program).map((point) =>
        reached(point, byExamples.points.has(point.id), byRisks.points.has(point.id))
      ),
      ...edgePoints(program, byExamples, byRisks),
    ],
  }
}

/** Risks in a row that reach no new row before the search is given up, and how many there are at most. */
const PATIENCE = 60
const MOST_DIRECTED = 20_000
/** After so many risks what is still to be reached is looked up anew. */
const ROUND = 20

/** Draws risks towards the rows that nothing reaches, until none is left or no more are found; tells how many. */
async function seekRows(
  watched: WatchedProgram,
  program: Program,
  seed: number,
  [byExamples, byRisks]: readonly [Seen, Seen]
): Promise<number> {
  const seeker = new RowSeeker(program)
  const base = { values: telltaleKeys(program, { edges: true }) }
  let made = 0
  let idle = 0
  while (made < MOST_DIRECTED && idle < PATIENCE) {
    const seen = new Set([...byExamples.points, ...byRisks.points])
    if (seeker.isDone(seen)) break
    const before = byRisks.points.size
    const optionsOf = seeker.aim(seen, base)
    for (let at = 0; at < ROUND; at++, made++) {
      const facts = generateFacts(program.shape, seed + made, optionsOf(seed + made))
      await watched.see(facts, byRisks)
    }
    idle = byRisks.points.size > before ? 0 : idle + ROUND
  }
  return made
}

function reached(point: Point, byExamples: boolean, byRisks: boolean): ReachedPoint {
  return { ...point, reach: byExamples ? 'examples' : byRisks ? 'generated' : 'never' }
}

const NO_KEYS: KeysSeen = new Set()

function edgePoints({ tables }: Program, byExamples: Seen, byRisks: Seen): readonly ReachedPoint[] {
  return tables.flatMap((table) =>
    table.keys.flatMap(({ kind }, at) => {
      if (kind !== 'band') return []
      const [mine, random] = [byExamples, byRisks].map(
        ({ keys }) => keys.get(`${table.name} ${at}`) ?? NO_KEYS
      )
      const [examples, generated] = [mine ?? NO_KEYS, random ?? NO_KEYS]
      return edgesOf(table, at, new Set([...examples, ...generated])).map(({ point, number }) =>
        reached(point, examples.has(number), generated.has(number))
      )
    })
  )
}
