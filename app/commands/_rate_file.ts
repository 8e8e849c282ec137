import { prepare, rate, validateFacts } from '#rules/index'
import type { FactError, Facts, ProductShape, Program, Worksheet } from '#rules/index'
import { misuse, refusal } from './_command_problem.ts'
import { openWorkshop, planNamed, programOf } from './_open_plugin.ts'
import { readFactsFile } from './_read_facts_file.ts'
import type { FactsFile } from './_read_facts_file.ts'
import { alignColumns } from './_table.ts'

/** A worksheet with the facts it was made of, and what the API would say against the same request, if anything. */
export interface RatedFile {
  readonly worksheet: Worksheet
  readonly shape: ProductShape
  readonly facts: Facts
  readonly note: string | undefined
}

/**
 * Rates a file with a plan from its folder; a thrown problem says why not. With one argument, it is
 * the file, and the file names its plan.
 */
export async function rateFile(
  [first, second]: readonly (string | undefined)[],
  { root, color }: { readonly root: string; readonly color: boolean }
): Promise<RatedFile> {
  const path = second ?? first
  if (path === undefined) throw misuse('The file with the facts is missing.', 'PLAN FILE.json')
  const file = await readFactsFile(path)
  const workshop = await openWorkshop(root, color)
  const plan = planNamed(choosePlan(second === undefined ? undefined : first, file, path), workshop)
  if (file.plan !== undefined && file.plan !== plan.manifest.id) {
    throw misuse(`${path} is written for the plan "${file.plan}", not for "${plan.manifest.id}".`)
  }
  const compiled = await programOf(plan, workshop)
  const validated = validateFacts(compiled.program.shape, file.facts)
  if (!validated.ok) throw wrongFacts(path, validated.errors)
  const outcome = await rate(prepare(compiled), validated.facts)
  if (!outcome.ok) throw wrongFacts(path, outcome.errors)
  const { worksheet } = outcome
  const { shape, plan: about } = compiled.program
  const note = noteOn(worksheet.effectiveOn, file, about)
  return { worksheet, shape, facts: validated.facts, note }
}

function choosePlan(given: string | undefined, file: FactsFile, path: string): string {
  const plan = given ?? file.plan
  if (plan !== undefined) return plan
  throw misuse(
    `${path} does not say which plan rates it.`,
    'name the plan before the file, or write {"plan": "…", "facts": {…}}'
  )
}

function wrongFacts(path: string, errors: readonly FactError[]) {
  const count = errors.length === 1 ? 'One of the facts is' : `${errors.length} of the facts are`
  const rows = errors.map((error) => [
    `  ${error.path || '(all)'}`,
    [error.message, error.help].filter(Boolean).join(' '),
  ])
  return refusal([`${count} missing or wrong in ${path}:`, ...alignColumns(rows)].join('\n'))
}

/** A folder's plan rates any date; the API rates with the version in force on it. */
function noteOn(
  effectiveOn: string,
  { isRenewal }: FactsFile,
  { newBusinessFrom, renewalsFrom }: Program['plan']
): string | undefined {
  const from = isRenewal ? renewalsFrom : newBusinessFrom
  if (effectiveOn >= from) return undefined
  const business = isRenewal ? 'renewals' : 'new business'
  return `note: this plan is for ${business} from ${from} on, which is after ${effectiveOn}`
}
