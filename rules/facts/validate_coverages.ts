import type { CoverageShape } from '../plan/shape.ts'
import { choiceInJson } from './facts.ts'
import { atKey, type FactPath } from './fact_path.ts'
import { isRecord, own, shown, type Findings } from './findings.ts'
import { reportUnknownKeys } from './unknown_keys.ts'
import { amongChoices } from './validate_field.ts'

/** Reports whatever is wrong with the `coverages` of one entity. */
export function validateCoverages(
  shapes: readonly CoverageShape[],
  value: unknown,
  place: FactPath,
  findings: Findings
): void {
  if (value !== undefined && !isRecord(value)) {
    const help = 'An object with one key for each coverage taken.'
    findings.add(place, 'wrong_type', `Expected an object, got ${shown(value)}.`, help)
    return
  }
  const taken = value ?? {}
  for (const shape of shapes) {
    const terms = own(taken, shape.name)
    if (terms !== undefined) {
      validateTerms(shape, terms, atKey(place, shape.name), findings)
      requireNeeded(shape, shapes, taken, atKey(place, shape.name), findings)
    } else if (!shape.optional) {
      const help = `Add "${shape.name}": ${JSON.stringify(exampleTerms(shape))}.`
      findings.add(atKey(place, shape.name), 'required', `${shape.title} is missing.`, help)
    }
  }
  const names = shapes.map(({ name }) => name)
  reportUnknownKeys(taken, names, 'coverage', place, findings)
}

/** Terms of a coverage as JSON writes them, each with its first choice. */
export function exampleTerms(shape: CoverageShape): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    shape.terms.map(({ name, choices: [first = ''] }) => [name, choiceInJson(first)])
  )
}

function validateTerms(
  shape: CoverageShape,
  value: unknown,
  place: FactPath,
  findings: Findings
): void {
  if (!isRecord(value)) {
    const help = `Written ${JSON.stringify(exampleTerms(shape))}.`
    findings.add(place, 'wrong_type', `Expected an object, got ${shown(value)}.`, help)
    return
  }
  for (const { name, choices } of shape.terms) {
    const chosen = own(value, name)
    const inJson = choices.map(choiceInJson)
    if (chosen === undefined) {
      const help = `One of ${inJson.map((choice) => JSON.stringify(choice)).join(', ')}.`
      findings.add(atKey(place, name), 'required', `${shape.title} needs its ${name}.`, help)
      continue
    }
    const problem = amongChoices(inJson, chosen)
    if (problem) findings.add(atKey(place, name), problem.code, problem.message, problem.help)
  }
  const names = shape.terms.map(({ name }) => name)
  reportUnknownKeys(value, names, 'term', place, findings)
}

function requireNeeded(
  shape: CoverageShape,
  shapes: readonly CoverageShape[],
  taken: Readonly<Record<string, unknown>>,
  place: FactPath,
  findings: Findings
): void {
  for (const needed of shape.needs) {
    if (own(taken, needed) !== undefined) continue
    const title = shapes.find(({ name }) => name === needed)?.title ?? needed
    const message = `${shape.title} is only sold with ${title}.`
    findings.add(place, 'needs_coverage', message, `Add ${needed}, or leave out ${shape.name}.`)
  }
}
