import { args, flags } from '@adonisjs/core/ace'
import { misuse } from './_command_problem.ts'
import { checkAll, type TimedVerdict } from './_check_all.ts'
import { mendPlan } from './_mend_plan.ts'
import { openWorkshop, pluginNamed } from './_open_plugin.ts'
import type { Workshop } from './_open_plugin.ts'
import { PlanCommand } from './_plan_command.ts'
import { alignColumns } from './_table.ts'
import { judgeBase, judgePlan, judgeProduct, type Verdict } from './_verdict.ts'

export default class PlanCheck extends PlanCommand {
  static override commandName = 'plan:check'
  static override description =
    'Check plans and products, run their worked examples, judge their expectations'
  static override help = [
    'Checks every plugin, or the one you name: by its name, its folder, or a path into the folder.',
    'Notes, such as a row of law that is not certain, are shown where one is named, and counted else.',
    'Of all of them it tells the time that each took, and last what they came to together.',
    'Ends with 1 when there is an error, or a worked example or an expectation fails, or the factors are out of order.',
    '```',
    '{{ binaryName }} plan:check --all',
    '{{ binaryName }} plan:check plugins/tx',
    '{{ binaryName }} plan:check plugins/tx --mend',
    '```',
  ]

  @args.string({ description: 'Name or folder; all plugins when left out', required: false })
  declare plugin?: string

  @flags.boolean({ description: 'First write each mend of a plan that is without doubt' })
  declare mend?: boolean

  @flags.boolean({ description: 'Check all plugins, as when none is named' })
  declare all?: boolean

  protected async work(): Promise<0 | 1> {
    if (this.plugin !== undefined && this.all) {
      throw misuse(
        `--all checks every plugin, and "${this.plugin}" names one.`,
        'leave one of them out.'
      )
    }
    const begun = performance.now()
    const workshop = await openWorkshop(this.app.makePath(), this.color)
    if (this.mend) for (const line of await mendAll(this.plugin, workshop)) this.print(line)
    if (this.plugin === undefined) {
      const verdicts = await checkAll(workshop)
      this.#tell(verdicts, ({ row: [id, path, words], seconds }) => [
        id,
        path,
        `${seconds.toFixed(1)} s`,
        words,
      ])
      this.print(inAll(verdicts, (performance.now() - begun) / 1000))
      return verdicts.every(({ isGood }) => isGood) ? 0 : 1
    }
    const verdict = await checkOne(this.plugin, workshop)
    this.#tell([verdict], ({ row }) => row)
    return verdict.isGood ? 0 : 1
  }

  #tell<Each extends Verdict>(
    verdicts: readonly Each[],
    rowOf: (verdict: Each) => readonly string[]
  ): void {
    for (const line of verdicts.flatMap(({ said }) => said)) this.print(line)
    for (const line of alignColumns(verdicts.map(rowOf))) this.print(line)
  }
}

async function mendAll(wanted: string | undefined, workshop: Workshop): Promise<readonly string[]> {
  const found = wanted === undefined ? undefined : pluginNamed(wanted, workshop)
  const plans = found === undefined ? workshop.plugins.plans : 'plan' in found ? [found.plan] : []
  const told: string[] = []
  for (const plan of plans) told.push(...(await mendPlan(plan, workshop.root)))
  return told
}

function checkOne(wanted: string, workshop: Workshop): Promise<Verdict> {
  const found = pluginNamed(wanted, workshop)
  if ('plan' in found) return judgePlan(found.plan, workshop, true)
  if ('base' in found) return judgeBase(found.base, workshop, true)
  return judgeProduct(found.product, workshop, true)
}

/** `8 checked in 4.2 s: no findings, 290 worked examples`. */
function inAll(verdicts: readonly TimedVerdict[], seconds: number): string {
  const findings = verdicts.reduce((sum, each) => sum + each.findings, 0)
  const examples = verdicts.reduce((sum, each) => sum + each.examples, 0)
  const told = findings === 0 ? 'no findings' : `${findings} finding${findings === 1 ? '' : 's'}`
  return `${verdicts.length} checked in ${seconds.toFixed(1)} s: ${told}, ${examples} worked examples`
}
