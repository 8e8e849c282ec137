import { args, flags } from '@adonisjs/core/ace'
import { openWorkshop, planNamed, programOf } from './_open_plugin.ts'
import { PlanCommand } from './_plan_command.ts'

export default class PlanCompile extends PlanCommand {
  static override commandName = 'plan:compile'
  static override description = 'Print the program that a plan compiles to, as JSON'
  static override help = [
    'The program is what is hashed, published, stored and replayed; rules/PROGRAM.md explains it.',
    '```',
    '{{ binaryName }} plan:compile texas_personal_auto',
    '{{ binaryName }} plan:compile plugins/tx --hash',
    '```',
  ]

  @args.string({ description: 'Name or folder of the plan' })
  declare plan: string

  @flags.boolean({ description: "Print only the program's hash" })
  declare hash?: boolean

  protected async work(): Promise<0 | 1> {
    const workshop = await openWorkshop(this.app.makePath(), this.color)
    const { program, hash } = await programOf(planNamed(this.plan, workshop), workshop)
    this.print(this.hash ? hash : JSON.stringify(program, null, 2))
    return 0
  }
}
