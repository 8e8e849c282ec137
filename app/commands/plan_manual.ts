import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { args, flags } from '@adonisjs/core/ace'
import { printManual } from '#rules/index'
import { readPlanSources } from '#services/plans/read_plan_sources'
import { reasonOf } from './_reason_of.ts'
import { refusal } from './_command_problem.ts'
import { openWorkshop, planNamed, programOf } from './_open_plugin.ts'
import { PlanCommand } from './_plan_command.ts'

export default class PlanManual extends PlanCommand {
  static override commandName = 'plan:manual'
  static override description = 'Write a plan as a manual in words, in Markdown'
  static override help = [
    'Rules by number: definitions, whom the plan writes, discounts, the order of calculation of each',
    'coverage with its citations, fees, the exceptions to the countrywide plan, and the tables.',
    '```',
    '{{ binaryName }} plan:manual tx',
    '{{ binaryName }} plan:manual tx --out=texas_manual.md',
    '```',
  ]

  @args.string({ description: 'Name or folder of the plan' })
  declare plan: string

  @flags.string({ description: 'The file to write; printed when left out' })
  declare out?: string

  protected async work(): Promise<0 | 1> {
    const workshop = await openWorkshop(this.app.makePath(), this.color)
    const plan = planNamed(this.plan, workshop)
    await programOf(plan, workshop)
    const { manual } = printManual(await readPlanSources(plan, workshop.root))
    if (manual === null) throw refusal(`${plan.manifest.id} has changed while it was read.`)
    if (this.out === undefined) this.print(manual.trimEnd())
    else await this.#write(this.out, manual)
    return 0
  }

  async #write(out: string, manual: string): Promise<void> {
    try {
      await writeFile(resolve(out), manual)
    } catch (error) {
      throw refusal(`${out} can't be written: ${reasonOf(error)}.`)
    }
    this.print(`${out} is written.`)
  }
}
