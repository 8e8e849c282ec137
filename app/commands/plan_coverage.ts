import { args, flags } from '@adonisjs/core/ace'
import { coveredPercent, measureCoverage, renderCoverage, renderDiagnostics } from '#rules/index'
import { readPlan } from '#services/plans/check_plan'
import { misuse, refusal } from './_command_problem.ts'
import { openWorkshop, planNamed } from './_open_plugin.ts'
import { PlanCommand } from './_plan_command.ts'

const DEFAULT_RISKS = 2000
const MOST_RISKS = 1_000_000

export default class PlanCoverage extends PlanCommand {
  static override commandName = 'plan:coverage'
  static override description = "Tell what of a plan its worked examples reach, and what they don't"
  static override help = [
    'Rules that fire and that do not, parts of conditions, steps, caps and floors that bind and that',
    'do not, discounts, fees, both sides of every edge of a band, and rows of tables: each is reached',
    'by the examples, only by generated risks, or by nothing.',
    '```',
    '{{ binaryName }} plan:coverage tx',
    '{{ binaryName }} plan:coverage tx --risks=20000 --seed=7 --json',
    '{{ binaryName }} plan:coverage tx --fail-under=90',
    '```',
  ]

  @args.string({ description: 'Name or folder of the plan' })
  declare plan: string

  @flags.number({ description: `How many risks to generate (${DEFAULT_RISKS})` })
  declare risks?: number

  @flags.number({ description: 'The first seed to generate them from (1)' })
  declare seed?: number

  @flags.number({
    description: 'End with 1 where the examples reach a smaller percentage, rows of tables apart',
  })
  declare failUnder?: number

  @flags.boolean({ description: 'Name everything that is not reached' })
  declare all?: boolean

  @flags.boolean({ description: 'Print the report as JSON' })
  declare json?: boolean

  protected async work(): Promise<0 | 1> {
    const risks = wholeNumber(this.risks ?? DEFAULT_RISKS, 'risks', MOST_RISKS)
    const seed = wholeNumber(this.seed ?? 1, 'seed', Number.MAX_SAFE_INTEGER - MOST_RISKS)
    const failUnder = wholeNumber(this.failUnder ?? 0, 'fail-under', 100)
    const workshop = await openWorkshop(this.app.makePath(), this.color)
    const plan = planNamed(this.plan, workshop)
    const { sources, diagnostics, compiled, examples } = await readPlan(plan, workshop.root)
    if (compiled === null) {
      const { color } = this
      throw refusal(renderDiagnostics(diagnostics, sources, { color }).trimEnd())
    }
    const report = await measureCoverage(compiled, examples, { risks, seed })
    this.print(
      this.json
        ? JSON.stringify(report, null, 2)
        : renderCoverage(report, { all: this.all === true }).trimEnd()
    )
    const covered = coveredPercent(report)
    if (covered >= failUnder) return 0
    this.complain(`The examples reach ${covered} %, which is under ${failUnder} %.`)
    return 1
  }
}

function wholeNumber(value: number, flag: string, most: number): number {
  if (Number.isInteger(value) && value >= 0 && value <= most) return value
  throw misuse(`--${flag} is a whole number from 0 to ${most}.`)
}
