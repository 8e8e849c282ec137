import { args } from '@adonisjs/core/ace'
import type { PublishFromFolderResult } from '#services/plans/publish_from_folder'
import { refusal } from './_command_problem.ts'
import { openWorkshop, planNamed } from './_open_plugin.ts'
import { PlanCommand } from './_plan_command.ts'
import { requireGoodPlan } from './_require_good_plan.ts'
import { withDatabase } from './_with_database.ts'

export default class PlanPublish extends PlanCommand {
  static override commandName = 'plan:publish'
  static override description = 'Publish the folder of a plan, so that it rates from its dates on'
  static override help = [
    'Checks the plan, imports its folder as it is now, and publishes it without a review. A running',
    'platform rates with it from then on, without a restart. Published versions never change.',
    'Uses the database of DATABASE_URL, or the one in the data folder.',
    '```',
    '{{ binaryName }} plan:publish texas_personal_auto',
    '```',
  ]

  @args.string({ description: 'Name or folder of the plan' })
  declare plan: string

  protected async work(): Promise<0 | 1> {
    const root = this.app.makePath()
    const workshop = await openWorkshop(root, this.color)
    const plan = planNamed(this.plan, workshop)
    await requireGoodPlan(plan, workshop)
    const result = await withDatabase(this.app, async () => {
      const { publishFromFolder } = await import('#services/plans/publish_from_folder')
      return publishFromFolder(plan, root)
    })
    this.print(reportOf(result, plan.manifest.id))
    return 0
  }
}

/** What happened, in a sentence; a thrown problem when nothing was published. */
function reportOf(result: PublishFromFolderResult, plan: string): string {
  if (result.ok) {
    const { number, label, newBusinessFrom, renewalsFrom } = result.version
    return `${plan} ${label} is published as version ${number}: new business from ${newBusinessFrom}, renewals from ${renewalsFrom}.`
  }
  const { error } = result
  switch (error.type) {
    case 'refused':
      throw refusal(error.reason.trimEnd())
    case 'nothing_new':
      throw refusal(
        `${plan} ${error.label} is published already, and its folder holds nothing newer.`,
        'edit the plan, give it a new version and later effective dates, and try again'
      )
    case 'begins_too_early':
      throw refusal(
        `${plan} ${error.version.label} begins on ${error.version.newBusinessFrom} (renewals ${error.version.renewalsFrom}), not after ${error.after.label}, which began on ${error.after.newBusinessFrom} (renewals ${error.after.renewalsFrom}).`,
        'let both dates of "effective" come later than those'
      )
  }
}
