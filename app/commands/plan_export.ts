import { mkdir } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import { args, flags } from '@adonisjs/core/ace'
import { refusal } from './_command_problem.ts'
import { openWorkshop, planNamed } from './_open_plugin.ts'
import { PlanCommand } from './_plan_command.ts'
import { withDatabase } from './_with_database.ts'

const VERSION = /^(?<plan>[^@]+)@(?<number>[1-9]\d{0,8})$/

export default class PlanExport extends PlanCommand {
  static override commandName = 'plan:export'
  static override description = 'Write a version of a plan from the platform back to a folder'
  static override help = [
    'Writes plan, regulation and tables byte for byte as the platform has them, and removes tables that',
    'the version has not. Without --to it is the folder of the plugin. Starting the platform on what was',
    'written imports nothing anew.',
    'Uses the database of DATABASE_URL, or the one in the data folder.',
    '```',
    '{{ binaryName }} plan:export texas_personal_auto@3',
    '{{ binaryName }} plan:export tx@3 --to=../filed/tx',
    '```',
  ]

  @args.string({ description: 'Name or folder of the plan, @ and the number of the version' })
  declare version: string

  @flags.string({ description: 'The folder to write to' })
  declare to?: string

  protected async work(): Promise<0 | 1> {
    const { plan: wanted, number = '' } = VERSION.exec(this.version)?.groups ?? {}
    if (wanted === undefined) {
      throw refusal(`"${this.version}" names no version.`, 'write it as tx@3')
    }
    const root = this.app.makePath()
    const plugin = planNamed(wanted, await openWorkshop(root, this.color))
    const folder = this.to === undefined ? plugin.folder : resolve(this.to)
    await mkdir(folder, { recursive: true })
    const done = await withDatabase(this.app, async () => {
      const { findVersion, sourcesOf } = await import('#services/plans/life/find_versions')
      const { exportVersion } = await import('#services/plans/export_version')
      const version = await findVersion(plugin.manifest.id, Number(number))
      return version && exportVersion(await sourcesOf(version.id), plugin, folder)
    })
    if (!done) throw refusal(`${plugin.manifest.id} has no version ${number} on this platform.`)
    for (const path of done.written) this.print(`wrote    ${path}`)
    for (const path of done.removed) this.print(`removed  ${path}`)
    const place = relative(process.cwd(), folder) || '.'
    this.print(`${place} holds version ${number} of ${plugin.manifest.id}.`)
    if (done.isProductOther) {
      this.complain(
        `note: the product's source is another one now than version ${number} was compiled with.`
      )
    }
    return 0
  }
}
