import { args, flags } from '@adonisjs/core/ace'
import { writeExample } from '#rules/index'
import { PlanCommand } from './_plan_command.ts'
import { rateFile } from './_rate_file.ts'

export default class PlanExample extends PlanCommand {
  static override commandName = 'plan:example'
  static override description = 'Write the facts in a JSON file as a worked example of a plan'
  static override help = [
    'Takes what plan:rate takes and prints a block for plan.rate: the risk, each premium and fee with',
    'its arithmetic in the figures of the tables, the total, and the rules that fire. It tells what the',
    'plan does today: read it against your manual before you file it, for the plan may be wrong.',
    '```',
    '{{ binaryName }} plan:example tx risk.json --title "Symbol 24 in business use is declined"',
    '```',
  ]

  @args.string({ description: 'Name or folder of the plan; or the file, if it names its plan' })
  declare plan: string

  @args.string({ description: 'JSON file with the facts, or -', required: false })
  declare file?: string

  @flags.string({ description: 'What the example shows' })
  declare title?: string

  protected async work(): Promise<0 | 1> {
    const workshop = { root: this.app.makePath(), color: this.color }
    const { worksheet, note, shape, facts } = await rateFile([this.plan, this.file], workshop)
    this.print(writeExample(shape, facts, worksheet, this.title).trimEnd())
    if (note !== undefined) this.complain(note)
    return 0
  }
}
