/** The only door to the rating language: compile, format, validate, rate, explain. */
export type { Source, Span, Position } from './source.ts'
export { positionAt } from './source.ts'
export type { Diagnostic, Severity } from './diagnostics/diagnostic.ts'
export type { Program, HashedProgram } from './program/program.ts'
export type { ProductShape, EntityShape, FieldShape, CoverageShape } from './plan/shape.ts'
export type {
  Worksheet,
  RuleOutcome,
  FactError,
  Rated,
  RatingOutcome,
  RatingSummary,
  Decision,
} from './rating/worksheet.ts'
export {
  compile,
  checkBase,
  checkProduct,
  type BasePlan,
  type Compilation,
  type CompileInput,
} from './compile.ts'
export type { LawFinding, LawStatus } from './law/law.ts'
export { hashProgram } from './program/hash_program.ts'
export { runExamples, type ExampleResult } from './examples/run_examples.ts'
export type { Example, ExampleExpectation } from './examples/example.ts'
export { writeExample } from './examples/write_example.ts'
export { renderDiagnostics } from './diagnostics/code_frame.ts'
export { choiceInJson } from './facts/facts.ts'
export type { Facts, EntityFacts, CoverageFacts, FactValue } from './facts/facts.ts'
export { hasCheckDigit, VIN, withCheckDigit } from './facts/vin.ts'
export { isRecord } from './facts/findings.ts'
export { validateFacts, type FactsResult } from './facts/validate_facts.ts'
export { factsJsonSchema, type JsonSchema, type Unneeded } from './facts/facts_json_schema.ts'
export { Random } from './facts/random.ts'
export { shiftDate } from './facts/calendar.ts'
export { generateFacts, type GenerateOptions } from './facts/generate_facts.ts'
export { prepare, type PreparedProgram } from './rating/prepare.ts'
export { rate } from './rating/rate.ts'
export { differenceFromOracle } from './oracle/difference_from_oracle.ts'
export { renderWorksheet } from './rating/render_worksheet.ts'
export { format } from './syntax/print.ts'
export { printManual } from './manual/print_manual.ts'
export { mendSource } from './diagnostics/mend_source.ts'
export { suggest } from './diagnostics/suggestion.ts'
export { comparePrograms } from './compare/compare_programs.ts'
export { renderComparison } from './compare/render_comparison.ts'
export type { Comparison, ChangeGroup, Change } from './compare/comparison.ts'
export { parseCsv } from './plan/csv.ts'
export { explainDifference } from './difference/explain_difference.ts'
export type {
  Difference,
  DifferencePart,
  FieldChange,
  RatedVersion,
} from './difference/difference.ts'
export { measureCoverage } from './coverage/measure_coverage.ts'
export { coveredPercent, renderCoverage } from './coverage/render_coverage.ts'
export type { CoverageReport } from './coverage/coverage.ts'
export { prepareBulk, type BulkRater, type BulkResult } from './rating/bulk/prepare_bulk.ts'
export {
  DECISION_CODES,
  prepareBook,
  type BookRater,
  type RatedRisks,
} from './rating/bulk/prepare_book.ts'
export { judgeExpectations, type ExpectationResult } from './expectations/judge_expectations.ts'
export type { Expectation } from './expectations/expectation.ts'
export { annualPremiums, meanOf, percentileOf } from './expectations/annual_premiums.ts'
export { pricerOf, type Pricer } from './expectations/price.ts'
