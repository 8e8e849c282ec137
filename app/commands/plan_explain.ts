import { args } from '@adonisjs/core/ace'
import { renderWorksheet } from '#rules/index'
import { PlanCommand } from './_plan_command.ts'
import { rateFile } from './_rate_file.ts'

export default class PlanExplain extends PlanCommand {
  static override commandName = 'plan:explain'
  static override description = 'Rate the facts in a JSON file and show every step'
  static override help = [
    'Takes what plan:rate takes and prints the whole worksheet: each step with its operand, table',
    'row, running value, rounding and citation, and the rules that did not apply.',
    '```',
    '{{ binaryName }} plan:explain texas_personal_auto plugins/tx/examples/quote.json',
    '```',
  ]

  @args.string({ description: 'Name or folder of the plan; or the file, if it names its plan' })
  declare plan: string

  @args.string({ description: 'JSON file with the facts, or -', required: false })
  declare file?: string

  protected async work(): Promise<0 | 1> {
    const workshop = { root: this.app.makePath(), color: this.color }
    const { worksheet, note } = await rateFile([this.plan, this.file], workshop)
    this.print(renderWorksheet(worksheet).trimEnd())
    if (note !== undefined) this.complain(note)
    return 0
  }
}
