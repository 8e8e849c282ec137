import { stat } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import { text as readAll } from 'node:stream/consumers'
import { args, flags } from '@adonisjs/core/ace'
import { format, renderDiagnostics } from '#rules/index'
import type { Source } from '#rules/index'
import { sourceFiles } from '#services/plans/find_plugin'
import { readSource } from '#services/plans/read_plan_sources'
import { misuse } from './_command_problem.ts'
import { openWorkshop, pluginNamed } from './_open_plugin.ts'
import type { Workshop } from './_open_plugin.ts'
import { PlanCommand } from './_plan_command.ts'
import { replaceFile } from './_replace_file.ts'

type Outcome = 'formatted' | 'unchanged' | 'unreadable'

export default class PlanFormat extends PlanCommand {
  static override commandName = 'plan:format'
  static override description = 'Write plans and products in their one canonical layout'
  static override help = [
    'Formats every plugin, or what you name: plugins by name or folder, or .rate files anywhere.',
    'Comments are kept. A source with a syntax error is shown with it and left as it is.',
    '```',
    '{{ binaryName }} plan:format',
    '{{ binaryName }} plan:format plugins/tx --check',
    '{{ binaryName }} plan:format - < draft.rate > neat.rate',
    '```',
  ]

  @args.spread({
    description: 'Names, folders or files; "-" reads standard input; all plugins when left out',
    required: false,
  })
  declare places?: string[]

  @flags.boolean({ description: 'Change nothing; end with 1 when a file would be changed' })
  declare check?: boolean

  protected async work(): Promise<0 | 1> {
    const { places = [] } = this
    if (places.includes('-')) return this.#formatInput(places)
    const workshop = await openWorkshop(this.app.makePath(), this.color)
    const outcomes: Outcome[] = []
    for (const path of await filesOf(places, workshop)) {
      outcomes.push(await this.#formatFile(path, workshop.root))
    }
    this.#summarise(outcomes)
    const isBad = (outcome: Outcome) =>
      outcome === 'unreadable' || (this.check === true && outcome === 'formatted')
    return outcomes.some(isBad) ? 1 : 0
  }

  async #formatInput(places: readonly string[]): Promise<0 | 1> {
    if (places.length > 1 || this.check) {
      throw misuse('"-" stands alone: standard input is formatted to standard output.')
    }
    const source = { name: 'standard input', text: await readAll(process.stdin) }
    const { text, diagnostics } = format(source)
    process.stdout.write(text)
    return this.#tellErrors(source, diagnostics) ? 1 : 0
  }

  async #formatFile(path: string, root: string): Promise<Outcome> {
    const source = await readSource(path, root)
    const { text, diagnostics } = format(source)
    if (this.#tellErrors(source, diagnostics)) return 'unreadable'
    if (text === source.text) return 'unchanged'
    this.print(`${source.name} ${this.check ? 'is not in the canonical layout' : 'is formatted'}`)
    if (!this.check) await replaceFile(path, text)
    return 'formatted'
  }

  /** Shows what keeps a source from being formatted; true when there is something. */
  #tellErrors(source: Source, diagnostics: ReturnType<typeof format>['diagnostics']): boolean {
    const errors = diagnostics.filter(({ severity }) => severity === 'error')
    if (errors.length === 0) return false
    this.complain(renderDiagnostics(errors, [source], { color: this.color }))
    return true
  }

  #summarise(outcomes: readonly Outcome[]): void {
    const count = (wanted: Outcome) => outcomes.filter((outcome) => outcome === wanted).length
    const said = [
      `${count('unchanged')} of ${outcomes.length} sources in the canonical layout`,
      !this.check && count('formatted') > 0 && `${count('formatted')} formatted`,
      count('unreadable') > 0 && `${count('unreadable')} not formatted for their errors`,
    ]
    this.print(said.filter(Boolean).join(', '))
  }
}

/** The `.rate` files that are meant: files as they are, else those of the plugins named. */
async function filesOf(places: readonly string[], workshop: Workshop): Promise<readonly string[]> {
  if (places.length === 0) return sourceFiles(workshop.plugins)
  const files: string[] = []
  for (const place of places) {
    const path = resolve(process.cwd(), place)
    const isFile = await stat(path).then(
      (found) => found.isFile(),
      () => false
    )
    if (isFile) {
      if (!path.endsWith('.rate')) {
        throw misuse(`${relative(process.cwd(), path)} is no .rate file.`)
      }
      files.push(path)
    } else files.push(...filesOfPlugin(place, workshop))
  }
  return [...new Set(files)]
}

function filesOfPlugin(place: string, workshop: Workshop): readonly string[] {
  const found = pluginNamed(place, workshop)
  return sourceFiles({
    products: 'product' in found ? [found.product] : [],
    bases: 'base' in found ? [found.base] : [],
    plans: 'plan' in found ? [found.plan] : [],
    refused: [],
  })
}
