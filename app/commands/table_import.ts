import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { args, flags } from '@adonisjs/core/ace'
import { FileTooLarge } from '#services/files/file_too_large'
import { FINDINGS, type Finding } from '#services/tables/finding'
import type { Imported } from '#services/tables/import_table'
import { readRecipes, RecipeProblem, type Recipe } from '#services/tables/recipe'
import { runRecipe, settledCsv } from '#services/tables/run_recipe'
import { writeCsv } from '#services/tables/write_csv'
import { misuse, refusal } from './_command_problem.ts'
import { PlanCommand } from './_plan_command.ts'
import { reasonOf } from './_reason_of.ts'
import { alignColumns } from './_table.ts'

const SHOWN_OF_A_KIND = 3

export default class TableImport extends PlanCommand {
  static override commandName = 'table:import'
  static override description = "Read filed tables into a plan's tables, and tell what was mended"
  static override help = [
    'The recipe is a JSON file beside the filed CSV files; the tables are written to ../tables.',
    'It says what may be mended. Anything else is told with its row and column, and that table is',
    'not written. Ends with 1 then, and with --check where a table is not as it would be written.',
    '```',
    '{{ binaryName }} table:import plugins/xx/filed/recipe.json --check',
    '{{ binaryName }} table:import plugins/xx/filed/recipe.json --report=report.ndjson',
    '{{ binaryName }} table:import plugins/xx/filed/recipe.json --settle=highest',
    '```',
  ]

  @args.string({ description: 'JSON file that says which filed table becomes which' })
  declare recipe: string

  @flags.boolean({ description: 'Only tell; write no table' })
  declare check?: boolean

  @flags.boolean({ description: 'Tell every finding, not the first of each kind' })
  declare all?: boolean

  @flags.string({ description: 'Write every finding to this file, one JSON object a line' })
  declare report?: string

  @flags.string({ description: 'Settle conflicts anew: "highest" of each column' })
  declare settle?: string

  protected async work(): Promise<0 | 1> {
    if (this.settle !== undefined && this.settle !== 'highest') {
      throw misuse('--settle knows "highest" alone.')
    }
    if (this.settle !== undefined && this.check) {
      throw misuse('--settle writes a file, and --check writes none.')
    }
    const path = resolve(this.recipe)
    const recipes = await this.#recipes(path)
    const reported: string[] = []
    let isGood = true
    for (const recipe of recipes) {
      const imported = await this.#import(recipe, dirname(path))
      const { findings } = imported
      reported.push(...findings.map((finding) => JSON.stringify({ table: recipe.to, ...finding })))
      this.#tell(recipe, imported)
      const written = await this.#write(recipe, imported, dirname(path))
      isGood &&= written && imported.table !== null
    }
    if (this.report !== undefined) await writeReport(resolve(this.report), reported)
    return isGood ? 0 : 1
  }

  async #recipes(path: string): Promise<readonly Recipe[]> {
    try {
      return readRecipes(JSON.parse(await readFile(path, 'utf8')))
    } catch (error) {
      throw refusal(`${this.recipe} can't be followed: ${reasonOf(error)}.`)
    }
  }

  async #import(recipe: Recipe, folder: string): Promise<Imported> {
    try {
      const imported = await runRecipe(recipe, folder)
      if (this.settle === undefined || recipe.settled === undefined) return imported
      await writeFile(join(folder, recipe.settled), settledCsv(imported, recipe))
      return await runRecipe(recipe, folder)
    } catch (error) {
      const isOurs =
        error instanceof RecipeProblem ||
        error instanceof FileTooLarge ||
        (error instanceof Error && 'code' in error)
      if (!isOurs) throw error
      throw refusal(`${recipe.from} can't be imported: ${reasonOf(error)}.`)
    }
  }

  #tell(recipe: Recipe, { findings, filedRows, table }: Imported): void {
    const rows = table === null ? 'refused' : `${table.rows.length} rows`
    this.print(`${recipe.to}: ${rows} from ${filedRows} filed in ${recipe.from}`)
    for (const [name, why] of recipe.leftOut) this.print(`  left out: ${name}, ${why}`)
    for (const kind of FINDINGS) {
      const found = findings.filter((finding) => finding.kind === kind)
      if (found.length === 0) continue
      const unmended = found.filter(({ mended }) => mended === null)
      const mended = found.length - unmended.length
      this.print(`  ${kind}: ${mended} mended, ${unmended.length} not`)
      const shown = this.all ? found : sample(found, unmended)
      for (const line of alignColumns(shown.map(findingRow))) this.print(`    ${line}`)
      if (found.length > shown.length) this.print(`    … ${found.length - shown.length} more`)
    }
  }

  /** Whether the plan's table is now as imported. */
  async #write(recipe: Recipe, { table }: Imported, folder: string): Promise<boolean> {
    if (table === null) return false
    const path = join(folder, '..', 'tables', recipe.to)
    const text = writeCsv([table.header, ...table.rows])
    const present = await readFile(path, 'utf8').catch(() => null)
    if (present === text) return true
    if (this.check) {
      this.print(`  tables/${recipe.to} ${present === null ? 'is not there' : 'differs'}`)
      return false
    }
    try {
      await writeFile(path, text)
    } catch (error) {
      throw refusal(`${path} could not be written: ${reasonOf(error)}.`)
    }
    return true
  }
}

/** What was not mended, first of all. */
function sample(found: readonly Finding[], unmended: readonly Finding[]): readonly Finding[] {
  return (unmended.length > 0 ? unmended : found).slice(0, SHOWN_OF_A_KIND)
}

function findingRow({ row, column, found, message, mended }: Finding): readonly string[] {
  const place = row === 0 ? column : `row ${row}, ${column}`
  return [place, JSON.stringify(found), message, mended === null ? 'NOT MENDED' : `-> ${mended}`]
}

async function writeReport(path: string, lines: readonly string[]): Promise<void> {
  try {
    await writeFile(path, lines.map((line) => `${line}\n`).join(''))
  } catch (error) {
    throw refusal(`${path} could not be written: ${reasonOf(error)}.`)
  }
}
