import { generateFacts } from '#rules/facts/generate_facts'
import { compile, format, prepare, type CompileInput, type PreparedProgram } from '#rules/index'
import { prepareBulk } from '#rules/rating/bulk/prepare_bulk'
import { bulkDifference } from '#tests/support/bulk_difference'
import { differenceFromOracle } from '#tests/support/compare_to_oracle'
import { makePlan } from './make_plan.ts'

/** What came of one generated plan. */
export interface Outcome {
  /** The codes that the compiler refused it with; none where it was rated. */
  readonly refused: readonly string[]
  /** The first thing in which two evaluators, or two readings of the plan, differ. */
  readonly difference: string | null
  /** How many risks the bulk evaluator rated. */
  readonly inBulk: number
}

/** ZIP codes on both sides of the bands that the generated tables have. */
const ZIPS = ['10000', '59999', '60000', '69999', '70000', '77777', '99999', '00501']

/** Rates random risks of the plan that a seed stands for by every evaluator. */
export async function tryMadePlan(seed: number, risks: number): Promise<Outcome> {
  const sources = makePlan(seed)
  const { compiled, diagnostics } = compile(sources)
  if (!compiled) {
    const errors = diagnostics.filter(({ severity }) => severity === 'error')
    return { refused: errors.map(({ code }) => code), difference: null, inBulk: 0 }
  }
  const misread = readAgain(sources, compiled.hash)
  if (misread !== null) return { refused: [], difference: misread, inBulk: 0 }
  const prepared = prepare(compiled)
  return rateRisks(prepared, risks)
}

async function rateRisks(prepared: PreparedProgram, risks: number): Promise<Outcome> {
  const { program } = prepared.compiled
  const raters = [prepareBulk(program), prepareBulk(program, { by: 'closures' })]
  let inBulk = 0
  for (let risk = 1; risk <= risks; risk++) {
    const facts = generateFacts(program.shape, risk, { values: { 'policy.zip': ZIPS } })
    const difference = await differenceFromOracle(prepared, facts)
    if (difference !== null) {
      return { refused: [], difference: `risk ${risk}, oracle: ${difference}`, inBulk }
    }
    for (const rater of raters) {
      const ofBulk = await bulkDifference(prepared, rater, facts)
      if (ofBulk !== null && ofBulk !== 'exact path') {
        return { refused: [], difference: `risk ${risk}, bulk: ${ofBulk}`, inBulk }
      }
      if (ofBulk === null) inBulk += 1
    }
  }
  return { refused: [], difference: null, inBulk }
}

/** The canonical layout of a plan is the same plan; only the lines that the program names may move. */
function readAgain(sources: CompileInput, hash: string): string | null {
  const { text } = format(sources.plan)
  const once = compile({ ...sources, plan: { ...sources.plan, text } })
  if (!once.compiled) return 'the formatted plan does not compile'
  const { text: twice } = format({ ...sources.plan, text })
  if (twice !== text) return 'formatting twice is not formatting once'
  const again = compile({ ...sources, plan: { ...sources.plan, text: sources.plan.text } })
  return again.compiled?.hash === hash ? null : 'compiling twice gives two programs'
}
