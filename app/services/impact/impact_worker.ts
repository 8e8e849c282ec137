import { parentPort } from 'node:worker_threads'
import { prepareBook, validateFacts } from '#rules/index'
import type { BookRater, Facts, HashedProgram } from '#rules/index'
import { BookProblem } from '#services/books/read_spreads'
import { dimensionsOf } from './dimensions.ts'
import { drawImpactBook } from './draw_impact_book.ts'
import type { ImpactAnswer, ImpactTask } from './impact_task.ts'
import { presentImpact } from './present_impact.ts'

/** Raters kept ready: the version in force stays while a draft is edited. */
const MOST_RATERS = 4
const raters = new Map<string, BookRater>()

const port = parentPort
if (!port) throw new Error('This file is the work of a thread')

port.on('message', (task: ImpactTask) => {
  void measure(task)
    .catch(failed)
    .then((answer) => port.postMessage(answer))
})

function failed(error: unknown): ImpactAnswer {
  if (error instanceof BookProblem) return { ok: false, type: 'no_book', message: error.message }
  return { ok: false, type: 'fault', message: String(error) }
}

async function measure({ before, after, risks }: ImpactTask): Promise<ImpactAnswer> {
  const quoteIds: string[] = []
  const facts: Facts[] = []
  if (risks.of === 'book') facts.push(...(await drawImpactBook(before.program.shape, risks)))
  else {
    for (const { id, facts: stored } of risks.quotes) {
      const validated = validateFacts(before.program.shape, stored)
      if (!validated.ok) continue
      facts.push(validated.facts)
      quoteIds.push(id)
    }
  }
  const first = await totalsOf(before, facts)
  const second = await totalsOf(after, acceptedBy(after, before, facts))
  const scale = Math.max(first.scale, second.scale)
  const rated = {
    scale,
    before: first.totals.map((total) => total * 10 ** (scale - first.scale)),
    after: second.totals.map((total) => total * 10 ** (scale - second.scale)),
    decisionsBefore: first.decisions,
    decisionsAfter: second.decisions,
    facts,
    quoteIds: risks.of === 'quotes' ? quoteIds : null,
  }
  return { ok: true, impact: presentImpact(rated, dimensionsOf(before)) }
}

/** The risks that the other program takes, each at its place; undefined where it refuses one. */
function acceptedBy(
  { program }: HashedProgram,
  drawnBy: HashedProgram,
  facts: readonly Facts[]
): readonly (Facts | undefined)[] {
  if (JSON.stringify(program.shape) === JSON.stringify(drawnBy.program.shape)) return facts
  return facts.map((each) => {
    const validated = validateFacts(program.shape, each)
    return validated.ok ? validated.facts : undefined
  })
}

const NOT_RATED = 3

async function totalsOf(program: HashedProgram, facts: readonly (Facts | undefined)[]) {
  const rater = raterOf(program)
  const taken = [...facts.entries()].flatMap(([at, each]) => (each ? [{ at, facts: each }] : []))
  const rated = await rater.rate(taken.map((each) => each.facts))
  const totals = new Float64Array(facts.length).fill(Number.NaN)
  const decisions = new Uint8Array(facts.length).fill(NOT_RATED)
  taken.forEach(({ at }, place) => {
    totals[at] = rated.totals[place] ?? Number.NaN
    decisions[at] = rated.decisions[place] ?? NOT_RATED
  })
  return { totals, decisions, scale: rater.scale }
}

function raterOf(program: HashedProgram): BookRater {
  const rater = raters.get(program.hash) ?? prepareBook(program)
  raters.delete(program.hash)
  raters.set(program.hash, rater)
  const [oldest] = raters.keys()
  if (raters.size > MOST_RATERS && oldest !== undefined) raters.delete(oldest)
  return rater
}
