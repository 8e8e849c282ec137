import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { rate } from '#rules/index'
import type { Facts, PreparedProgram } from '#rules/index'
import { bookOf } from '#services/plans/judge_prices'
import type { PlanPlugin } from '#services/plans/load_plugins'
import { FactorScale, type GroupWeights } from './weigh_factors.ts'
import { readWeighing, WeighingProblem, type Weighing } from './weighing.ts'

/** What the factors of a plan weigh over a book. */
export interface BookWeights {
  /** How many risks were weighed. */
  readonly risks: number
  readonly groups: readonly GroupWeights[]
}

/** What the order of a plan's factors came to: their weights, or why they can't be weighed. */
export type JudgedWeights = BookWeights | { readonly problem: string }

/** Where the order is broken, with its figures, or why it was not judged; empty where it holds. */
export function brokenWeights(weights: JudgedWeights | null): readonly string[] {
  if (weights === null) return []
  if ('problem' in weights) return [weights.problem]
  return weights.groups.flatMap(({ coverages, broken }) =>
    broken.map((what) => `${coverages.join(', ')}: ${what}`)
  )
}

/**
 * Weighs the factors of a plan over the book that its `weights.json` states; null where the plan has
 * no such file.
 */
export async function judgeWeights(
  plugin: PlanPlugin,
  prepared: PreparedProgram,
  tables: Readonly<Record<string, string>>
): Promise<JudgedWeights | null> {
  try {
    const weighing = await weighingOf(plugin.folder)
    if (!weighing) return null
    return await weighBook(
      prepared,
      weighing,
      bookOf(plugin, prepared.compiled, tables, weighing.book)
    )
  } catch (error) {
    if (error instanceof WeighingProblem) return { problem: error.message }
    throw error
  }
}

/** Weighs the factors over these risks. @throws WeighingProblem naming the risk that can't be rated. */
export async function weighBook(
  prepared: PreparedProgram,
  weighing: Weighing,
  book: Iterable<Facts> | AsyncIterable<Facts>
): Promise<BookWeights> {
  const { program } = prepared.compiled
  const scale = new FactorScale(weighing)
  const term = program.shape.policy.fields.find(({ type }) => type.kind === 'months')?.name
  let risks = 0
  for await (const facts of book) {
    risks += 1
    const outcome = await rate(prepared, facts)
    if (!outcome.ok) {
      const path = outcome.errors[0]?.path || 'its facts are wrong'
      throw new WeighingProblem(`Risk ${risks} of the book can't be rated: ${path}`)
    }
    scale.add(outcome.worksheet, term === undefined ? 12 : Number(facts.policy[term]))
  }
  return { risks, groups: scale.weights() }
}

/** The weighing beside a plan; null where there is none. @throws WeighingProblem where it can't be followed. */
export async function weighingOf(folder: string): Promise<Weighing | null> {
  const path = join(folder, 'weights.json')
  let text
  try {
    text = await readFile(path, 'utf8')
  } catch {
    return null
  }
  try {
    return readWeighing(JSON.parse(text))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new WeighingProblem(`${path} can't be followed: ${why}`)
  }
}
