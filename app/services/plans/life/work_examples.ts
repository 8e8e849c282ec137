import { compile, positionAt, prepare, runExamples } from '#rules/index'
import type { Position, Span } from '#rules/index'
import { writtenSources, type PlanSources } from '../read_plan_sources.ts'

/** One worked example of a version: its risk, and each expectation that does not hold, where it stands. */
export interface WorkedExample {
  readonly title: string
  readonly source: string
  readonly from: Position
  readonly facts: Readonly<Record<string, unknown>>
  readonly holds: boolean
  readonly failures: readonly {
    readonly message: string
    readonly source: string
    readonly from: Position
  }[]
}

/** Works the examples of a version's texts, in their order; undefined where these do not compile. */
export async function workExamples(
  sources: PlanSources
): Promise<readonly WorkedExample[] | undefined> {
  const { compiled, examples } = compile(sources)
  if (compiled === null) return undefined
  const results = await runExamples(prepare(compiled), examples)
  const texts = new Map(writtenSources(sources).map(({ name, text }) => [name, text]))
  const place = ({ source, start }: Span) => ({
    source,
    from: positionAt(texts.get(source) ?? '', start),
  })
  return examples.map(({ title, span, facts }, at) => {
    const failures = results[at]?.failures ?? []
    return {
      ...{ title, facts, holds: failures.length === 0 },
      ...place(span),
      failures: failures.map((failure) => ({ message: failure.message, ...place(failure.span) })),
    }
  })
}
