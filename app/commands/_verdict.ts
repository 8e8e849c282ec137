import { basename, join, relative } from 'node:path'
import { checkBase, checkProduct, renderDiagnostics } from '#rules/index'
import type { Diagnostic, ExampleResult, ExpectationResult, LawFinding, Source } from '#rules/index'
import { checkPlan } from '#services/plans/check_plan'
import { JUDGED_BOOK } from '#services/plans/judge_prices'
import type {
  BasePlugin,
  PlanPlugin,
  ProductPlugin,
  RefusedPlugin,
} from '#services/plans/load_plugins'
import { readSource } from '#services/plans/read_plan_sources'
import { brokenWeights, type JudgedWeights } from '#services/weights/judge_weights'
import type { Workshop } from './_open_plugin.ts'

/** What became of one plugin; plain data, since a thread may have found it. */
export interface Verdict {
  /** What was found, in lines to print; empty where nothing was. Notes are in it where they are asked for. */
  readonly said: readonly string[]
  /** Its row of the summary: what it is, where, and in what order. */
  readonly row: readonly [id: string, path: string, words: string]
  readonly isGood: boolean
  readonly findings: number
  readonly examples: number
}

/** Checks a product. */
export async function judgeProduct(
  { manifest, folder }: ProductPlugin,
  workshop: Workshop,
  withNotes = false
): Promise<Verdict> {
  const source = await readSource(join(folder, manifest.source), workshop.root)
  const { diagnostics } = checkProduct(source)
  const said = shown(diagnostics, [source], workshop, withNotes)
  return { ...verdict([manifest.id, source.name], diagnostics, []), said }
}

/** Checks a countrywide plan by itself. */
export async function judgeBase(
  { manifest, folder }: BasePlugin,
  workshop: Workshop,
  withNotes = false
): Promise<Verdict> {
  const source = await readSource(join(folder, manifest.source), workshop.root)
  const { diagnostics } = checkBase(source)
  const states = workshop.plugins.plans.filter(({ base }) => base?.manifest.id === manifest.id)
  const folders = states.map((state) => basename(state.folder)).join(', ') || 'no plan'
  const found = verdict([manifest.id, source.name], diagnostics, [])
  const said = shown(diagnostics, [source], workshop, withNotes)
  return { ...found, said, row: withMore(found.row, `extended by ${folders}`) }
}

/** Checks a plan with its worked examples, its expectations and the weights of its factors. */
export async function judgePlan(
  plan: PlanPlugin,
  workshop: Workshop,
  withNotes = false
): Promise<Verdict> {
  const { root } = workshop
  const { sources, diagnostics, compiled, examples, expectations, law, weights } = await checkPlan(
    plan,
    root
  )
  const found = [...diagnostics, ...expectations.flatMap((expectation) => expectation.diagnostics)]
  const broken = brokenWeights(weights)
  const said = [
    ...shown(found, sources, workshop, withNotes),
    ...examples.flatMap(({ title, passed, failures }) =>
      passed
        ? []
        : [
            `The worked example "${title}" does not hold:`,
            ...shown(failures, sources, workshop, withNotes),
          ]
    ),
    ...broken.map((what) => `The order of the factors is broken. ${what}.\n`),
  ]
  const path = relative(root, join(plan.folder, plan.manifest.source))
  const judged = verdict(
    [plan.manifest.id, path],
    found,
    compiled === null ? undefined : examples,
    law,
    expectations
  )
  return {
    ...judged,
    said,
    row: withMore(judged.row, weightsKept(weights)),
    isGood: judged.isGood && broken.length === 0,
    findings: judged.findings + broken.length,
  }
}

/** Tells of a folder that is no plugin for this host. */
export function judgeRefused({ folder, reason }: RefusedPlugin, { root }: Workshop): Verdict {
  const path = relative(root, folder)
  return {
    said: [`${path} was refused: ${reason}\n`],
    row: [basename(folder), path, 'refused'],
    isGood: false,
    findings: 1,
    examples: 0,
  }
}

function shown(
  diagnostics: readonly Diagnostic[],
  sources: readonly Source[],
  { color }: Workshop,
  withNotes: boolean
): readonly string[] {
  const told = diagnostics.filter(({ severity }) => withNotes || severity !== 'note')
  return told.length === 0 ? [] : [renderDiagnostics(told, sources, { color })]
}

function withMore([id, path, words]: Verdict['row'], more: string | undefined): Verdict['row'] {
  return [id, path, more === undefined ? words : `${words}, ${more}`]
}

/** The row of one plugin; without examples where there was no program to run them with. */
function verdict(
  name: readonly [string, string],
  diagnostics: readonly Diagnostic[],
  examples: readonly ExampleResult[] | undefined,
  law: readonly LawFinding[] = [],
  expectations: readonly ExpectationResult[] = []
): Omit<Verdict, 'said'> {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning').length
  const notes = diagnostics.length - errors - warnings
  const passed = examples?.filter((example) => example.passed).length ?? 0
  const said = [
    errors + warnings === 0 && passed === (examples?.length ?? 0) && 'no finding',
    counted(errors, 'error'),
    counted(warnings, 'warning'),
    counted(notes, 'note'),
    lawKept(law),
    pricesKept(expectations),
    examples === undefined
      ? 'worked examples not run'
      : examples.length > 0 && `${passed} of ${examples.length} worked examples hold`,
  ]
  return {
    row: [...name, said.filter(Boolean).join(', ')],
    isGood: errors === 0 && passed === (examples?.length ?? 0),
    findings: errors + warnings + (examples?.length ?? 0) - passed,
    examples: examples?.length ?? 0,
  }
}

/** `4 of 5 expectations hold over 400 risks`. */
function pricesKept(expectations: readonly ExpectationResult[]): string | undefined {
  if (expectations.length === 0) return undefined
  const held = expectations.filter(({ tried, broken }) => tried > 0 && broken === 0).length
  return `${held} of ${expectations.length} expectations hold over ${JUDGED_BOOK.size} risks`
}

/** `law: 5 kept, 1 not asked`, in rows. */
function lawKept(law: readonly LawFinding[]): string | undefined {
  if (law.length === 0) return undefined
  const statuses = [
    ...(['kept', 'kept already', 'not kept yet', 'broken'] as const),
    ...(['not asked', 'not in force', 'not judged'] as const),
  ]
  const counts = statuses.flatMap((status) => {
    const count = law.filter((row) => row.status === status).length
    return count > 0 ? [`${count} ${status}`] : []
  })
  return `law: ${counts.join(', ')}`
}

/** `factors weigh in order over 1000 risks`. */
function weightsKept(weights: JudgedWeights | null): string | undefined {
  if (weights === null) return undefined
  if ('problem' in weights) return 'factors not weighed'
  const order = brokenWeights(weights).length === 0 ? 'in order' : 'out of order'
  return `factors weigh ${order} over ${weights.risks} risks`
}

function counted(count: number, noun: string): string | undefined {
  return count === 0 ? undefined : `${count} ${noun}${count === 1 ? '' : 's'}`
}
