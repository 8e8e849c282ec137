import { args, flags } from '@adonisjs/core/ace'
import { PlanCommand } from './_plan_command.ts'
import { rateFile } from './_rate_file.ts'
import { summarise } from './_summarise.ts'

export default class PlanRate extends PlanCommand {
  static override commandName = 'plan:rate'
  static override description = 'Rate the facts in a JSON file with a plan from its folder'
  static override help = [
    'The file holds {"plan": "…", "facts": {…}} as the API takes it, or the facts alone; - reads',
    'standard input. A file that names its plan needs no plan before it. Nothing is stored.',
    '```',
    '{{ binaryName }} plan:rate texas_personal_auto plugins/tx/examples/quote.json',
    '{{ binaryName }} plan:rate plugins/tx/examples/quote.json --json',
    '```',
  ]

  @args.string({ description: 'Name or folder of the plan; or the file, if it names its plan' })
  declare plan: string

  @args.string({ description: 'JSON file with the facts, or -', required: false })
  declare file?: string

  @flags.boolean({ description: 'Print the worksheet as JSON' })
  declare json?: boolean

  protected async work(): Promise<0 | 1> {
    const workshop = { root: this.app.makePath(), color: this.color }
    const { worksheet, note } = await rateFile([this.plan, this.file], workshop)
    this.print(this.json ? JSON.stringify(worksheet, null, 2) : summarise(worksheet))
    if (note !== undefined) this.complain(note)
    return 0
  }
}
