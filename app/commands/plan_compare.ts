import { args, flags } from '@adonisjs/core/ace'
import { comparePrograms, renderComparison } from '#rules/index'
import { openWorkshop } from './_open_plugin.ts'
import { PlanCommand } from './_plan_command.ts'
import { editionsOf } from './_plan_edition.ts'

export default class PlanCompare extends PlanCommand {
  static override commandName = 'plan:compare'
  static override description = 'Tell what changed from one edition of a plan to another'
  static override help = [
    'Each changed cell is named by its keys; each rule, discount, step and fee by its name. Values are',
    'compared, not texts. An edition is a plan by its name or folder, a path to any other folder or',
    '.rate file of the product, or, with @ and its number, a version on the platform.',
    '```',
    '{{ binaryName }} plan:compare tx@1 tx',
    '{{ binaryName }} plan:compare ../filed/tx plugins/tx --json',
    '```',
  ]

  @args.string({ description: 'The earlier edition' })
  declare before: string

  @args.string({ description: 'The later edition' })
  declare after: string

  @flags.boolean({ description: 'Print the comparison as JSON' })
  declare json?: boolean

  protected async work(): Promise<0 | 1> {
    const workshop = await openWorkshop(this.app.makePath(), this.color)
    const editions = editionsOf(this.app, workshop)
    const comparison = comparePrograms(
      await editions.find(this.before),
      await editions.find(this.after)
    )
    const { color } = this
    this.print(
      this.json
        ? JSON.stringify(comparison, null, 2)
        : renderComparison(comparison, { color }).trimEnd()
    )
    return 0
  }
}
