import type { CheckCode } from '../diagnostics/catalogue_check.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { validateFacts } from '../facts/validate_facts.ts'
import { compare } from '../money/arithmetic.ts'
import { parseDecimal } from '../money/parse_decimal.ts'
import type { PreparedProgram } from '../rating/prepare.ts'
import { rate } from '../rating/rate.ts'
import type { FactError, Worksheet } from '../rating/worksheet.ts'
import type { Span } from '../source.ts'
import type { Example, ExampleExpectation } from './example.ts'

/** What became of one worked example: each failure points at the expectation that does not hold. */
export interface ExampleResult {
  readonly title: string
  readonly span: Span
  readonly passed: boolean
  readonly failures: readonly Diagnostic[]
}

/** Rates each example's risk and compares the worksheet with what the example expects. */
export function runExamples(
  prepared: PreparedProgram,
  examples: readonly Example[]
): Promise<readonly ExampleResult[]> {
  return Promise.all(examples.map((example) => runExample(prepared, example)))
}

async function runExample(prepared: PreparedProgram, example: Example): Promise<ExampleResult> {
  const failures = await failuresOf(prepared, example)
  const { title, span } = example
  return { title, span, passed: failures.length === 0, failures }
}

async function failuresOf(
  prepared: PreparedProgram,
  { facts, expect, span }: Example
): Promise<readonly Diagnostic[]> {
  const validated = validateFacts(prepared.compiled.program.shape, facts)
  if (!validated.ok) return validated.errors.map((error) => badFacts(error, span))
  const outcome = await rate(prepared, validated.facts)
  if (!outcome.ok) return outcome.errors.map((error) => badFacts(error, span))
  return expect.flatMap((expectation) => {
    const message = disagreement(expectation, outcome.worksheet)
    return message === null ? [] : [failure('RATE513', message, expectation.span)]
  })
}

function badFacts({ path, message }: FactError, span: Span): Diagnostic {
  return failure('RATE514', `This risk can't be rated: ${path}: ${message}`, span)
}

function failure(code: CheckCode, message: string, span: Span): Diagnostic {
  return { code, severity: 'error', message, span }
}

function disagreement(expectation: ExampleExpectation, worksheet: Worksheet): string | null {
  switch (expectation.kind) {
    case 'premium': {
      const { entity, number, coverage, amount } = expectation
      const section = worksheet.sections.find(
        (each) => each.entity === entity && each.number === number
      )
      const found = section?.premiums.find((premium) => premium.coverage === coverage)
      const what = `${coverage ?? 'The premium'} of ${entity}${worksheet.sections.length > 1 ? ` ${number}` : ''}`
      if (!found) return `${what} has no premium, but the example expects ${amount}.`
      return amounts(what, found.premium, amount)
    }
    case 'fee': {
      const found = worksheet.fees.find(({ name }) => name === expectation.fee)
      return amounts(`Fee ${expectation.fee}`, found?.amount ?? '0', expectation.amount)
    }
    case 'total':
      return amounts('The total', worksheet.total, expectation.amount)
    case 'rule': {
      const fired = worksheet.applied.some(({ rule }) => rule === expectation.rule)
      return fired
        ? null
        : `Rule ${expectation.rule} does not apply, but the example expects it to.`
    }
    case 'none': {
      const fired = worksheet.applied.filter(({ action }) => action === expectation.action)
      if (fired.length === 0) return null
      const rules = fired.map(({ rule }) => rule).join(', ')
      return `The example expects nothing to ${expectation.action}, but ${rules} does.`
    }
  }
}

function amounts(what: string, found: string, expected: string): string | null {
  const [a, b] = [parseDecimal(found), parseDecimal(expected)]
  if (a && b && compare(a, b) === 0) return null
  return `${what} is ${found}, but the example expects ${expected}.`
}
