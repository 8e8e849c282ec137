import { basename, join, relative } from 'node:path'
import { args } from '@adonisjs/core/ace'
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
import { openWorkshop, pluginNamed } from './_open_plugin.ts'
import type { Workshop } from './_open_plugin.ts'
import { PlanCommand } from './_plan_command.ts'
import { alignColumns } from './_table.ts'

/** One row of the summary. */
interface Verdict {
  readonly row: readonly string[]
  readonly isGood: boolean
}

export default class PlanCheck extends PlanCommand {
  static override commandName = 'plan:check'
  static override description =
    'Check plans and products, run their worked examples, judge their expectations'
  static override help = [
    'Checks every plugin, or the one you name: by its name, its folder, or a path into the folder.',
    'Notes, such as a row of law that is not certain, are shown where one is named, and counted else.',
    'Ends with 1 when there is an error, or a worked example or an expectation fails, or the factors are out of order.',
    '```',
    '{{ binaryName }} plan:check',
    '{{ binaryName }} plan:check plugins/tx',
    '```',
  ]

  @args.string({ description: 'Name or folder; all plugins when left out', required: false })
  declare plugin?: string

  protected async work(): Promise<0 | 1> {
    const workshop = await openWorkshop(this.app.makePath(), this.color)
    const verdicts: Verdict[] = []
    for (const check of this.#chosen(workshop)) verdicts.push(await check())
    for (const line of alignColumns(verdicts.map(({ row }) => row))) this.print(line)
    return verdicts.every(({ isGood }) => isGood) ? 0 : 1
  }

  /** What is to be checked, each when its turn comes. */
  #chosen(workshop: Workshop): readonly (() => Promise<Verdict>)[] {
    if (this.plugin !== undefined) {
      const found = pluginNamed(this.plugin, workshop)
      if ('plan' in found) return [() => this.#checkPlan(found.plan, workshop)]
      if ('base' in found) return [() => this.#checkBase(found.base, workshop)]
      return [() => this.#checkProduct(found.product, workshop)]
    }
    const { products, bases, plans, refused } = workshop.plugins
    return [
      ...products.map((product) => () => this.#checkProduct(product, workshop)),
      ...bases.map((base) => () => this.#checkBase(base, workshop)),
      ...plans.map((plan) => () => this.#checkPlan(plan, workshop)),
      ...refused.map((plugin) => () => this.#tellRefused(plugin, workshop)),
    ]
  }

  async #checkProduct({ manifest, folder }: ProductPlugin, { root }: Workshop): Promise<Verdict> {
    const path = join(folder, manifest.source)
    const source = await readSource(path, root)
    const { diagnostics } = checkProduct(source)
    this.#show(diagnostics, [source])
    return verdict([manifest.id, source.name], diagnostics, [])
  }

  async #checkBase({ manifest, folder }: BasePlugin, workshop: Workshop): Promise<Verdict> {
    const source = await readSource(join(folder, manifest.source), workshop.root)
    const { diagnostics } = checkBase(source)
    this.#show(diagnostics, [source])
    const { row, isGood } = verdict([manifest.id, source.name], diagnostics, [])
    const states = workshop.plugins.plans.filter(({ base }) => base?.manifest.id === manifest.id)
    const folders = states.map((state) => basename(state.folder)).join(', ') || 'no plan'
    return { row: [...row.slice(0, 2), `${row[2]}, extended by ${folders}`], isGood }
  }

  async #checkPlan(plan: PlanPlugin, { root }: Workshop): Promise<Verdict> {
    const { sources, diagnostics, compiled, examples, expectations, law, weights } =
      await checkPlan(plan, root)
    const found = expectations.flatMap((expectation) => expectation.diagnostics)
    this.#show([...diagnostics, ...found], sources)
    for (const { title, passed, failures } of examples) {
      if (passed) continue
      this.print(`The worked example "${title}" does not hold:`)
      this.#show(failures, sources)
    }
    const broken = brokenWeights(weights)
    for (const what of broken) this.print(`The order of the factors is broken. ${what}.\n`)
    const path = relative(root, join(plan.folder, plan.manifest.source))
    const { row, isGood } = verdict(
      [plan.manifest.id, path],
      [...diagnostics, ...found],
      compiled === null ? undefined : examples,
      law,
      expectations
    )
    const weighed = weightsKept(weights)
    const words = [row[2], ...(weighed === undefined ? [] : [weighed])].join(', ')
    return { row: [...row.slice(0, 2), words], isGood: isGood && broken.length === 0 }
  }

  async #tellRefused({ folder, reason }: RefusedPlugin, { root }: Workshop): Promise<Verdict> {
    const path = relative(root, folder)
    this.print(`${path} was refused: ${reason}\n`)
    return { row: [basename(folder), path, 'refused'], isGood: false }
  }

  #show(diagnostics: readonly Diagnostic[], sources: readonly Source[]): void {
    const isAsked = ({ severity }: Diagnostic) => severity !== 'note' || this.plugin !== undefined
    const shown = diagnostics.filter(isAsked)
    if (shown.length === 0) return
    this.print(renderDiagnostics(shown, sources, { color: this.color }))
  }
}

/** The row of one plugin; without examples where there was no program to run them with. */
function verdict(
  name: readonly [string, string],
  diagnostics: readonly Diagnostic[],
  examples: readonly ExampleResult[] | undefined,
  law: readonly LawFinding[] = [],
  expectations: readonly ExpectationResult[] = []
): Verdict {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning').length
  const notes = diagnostics.length - errors - warnings
  const passed = examples?.filter((example) => example.passed).length ?? 0
  const said = [
    errors + warnings === 0 && 'no finding',
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
