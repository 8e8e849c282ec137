import { adaptShape } from './check/adapt_shape.ts'
import { buildPlan, type Written } from './check/build_plan.ts'
import { buildShape } from './check/build_shape.ts'
import { checkPlan } from './check/check_plan.ts'
import { LIMITS } from './check/limits.ts'
import { tooDeep } from './check/nesting.ts'
import { assumptions, productChecks } from './check/product_checks.ts'
import { Report } from './check/report.ts'
import type { Diagnostic } from './diagnostics/diagnostic.ts'
import { buildExamples } from './examples/build_examples.ts'
import type { Example } from './examples/example.ts'
import { buildExpectations } from './expectations/build_expectations.ts'
import type { Expectation } from './expectations/expectation.ts'
import type { EntityShape, ProductShape } from './plan/shape.ts'
import { inherit, standsAlone } from './extend/inherit.ts'
import { isOfPlan } from './extend/is_of_plan.ts'
import { inheritedFiles } from './extend/inherited_files.ts'
import { judgeLaw } from './law/judge_law.ts'
import type { LawFinding } from './law/law.ts'
import { programOf } from './program/from_plan.ts'
import { placesOf, type InheritedSource } from './program/places.ts'
import { hashed } from './program/hash_program.ts'
import type { HashedProgram } from './program/program.ts'
import type { Source } from './source.ts'
import type { PlanFile, ProductFile } from './syntax/ast.ts'
import { parseProduct, parseRegulation } from './syntax/parse.ts'
import { readPlan } from './syntax/read_plan.ts'

/** A countrywide plan, from which states state their exceptions. */
export interface BasePlan {
  readonly plan: Source
  /** The text of each of its CSVs by the name that it reads it under. */
  readonly tables: Readonly<Record<string, string>>
}

export interface CompileInput {
  readonly product: Source
  readonly plan: Source
  /** The countrywide plan that the plan extends. */
  readonly base?: BasePlan
  /** The law that the plan is held against. */
  readonly regulation?: Source
  /** The text of each CSV by the name that the plan reads it under. */
  readonly tables: Readonly<Record<string, string>>
}

export interface Compilation {
  readonly diagnostics: readonly Diagnostic[]
  /** Null exactly where there is an error among the diagnostics. */
  readonly compiled: HashedProgram | null
  /** The worked examples that could be read; they are run with `runExamples`. */
  readonly examples: readonly Example[]
  /** What the plan declares of its prices; judged on a book of risks with `judgeExpectations`. */
  readonly expectations: readonly Expectation[]
  /** What became of each row of law; empty where no regulation was given. */
  readonly law: readonly LawFinding[]
}

/** Turns a plan into its hashed program, or says all that stands against it; it never throws. */
export function compile({ product, plan, base, regulation, tables }: CompileInput): Compilation {
  const report = new Report()
  const { file: productFile, diagnostics: productSyntax } = parseProduct(product)
  const { file: ownFile, diagnostics: planSyntax, levels } = readPlan(plan)
  const inherited = base && readPlan(base.plan)
  const read = regulation && parseRegulation(regulation)
  judgeNesting(productFile, report)
  judgeNesting(ownFile, report, levels)
  if (inherited) judgeNesting(inherited.file, report, inherited.levels)
  if (read) judgeNesting(read.file, report)
  const syntax = [
    ...[...productSyntax, ...planSyntax],
    ...[inherited, read].flatMap((each) => each?.diagnostics ?? []),
  ]
  if (report.failed)
    return {
      diagnostics: [...syntax, ...report.diagnostics],
      compiled: null,
      examples: [],
      expectations: [],
      law: [],
    }
  const planFile = inherit(ownFile, inherited?.file, new Set(Object.keys(tables)), report)
  const baseName = inherited?.file.header.name?.name ?? ''
  const written = writtenIn(plan, base && { name: baseName, source: base.plan })
  const files = base ? { ...tables, ...inheritedFiles(baseName, base.tables) } : tables
  const shape = planShape(productFile, planFile, report)
  const model = buildPlan(planFile, written, shape, files, report)
  const { refusing, worstCase } = checkPlan(model, planFile, report)
  const examples = buildExamples(planFile, model, report)
  const expectations = buildExpectations(planFile, model, report)
  const law = regulation && read ? judgeLaw(model, read.file, regulation, report) : []
  const failed = report.failed || syntax.some(({ severity }) => severity === 'error')
  const concerns = (each: Diagnostic) => !base || isOfPlan(each, base.plan.name, baseName)
  const diagnostics = [...syntax, ...report.diagnostics.filter(concerns)]
  if (failed) return { diagnostics, compiled: null, examples, expectations, law }
  const program = programOf(model, written.place, refusing, worstCase)
  return { diagnostics, compiled: hashed(program), examples, expectations, law }
}

/** Checks a countrywide plan on its own: how it is written. Whether it rates shows in each state. */
export function checkBase(base: Source): { readonly diagnostics: readonly Diagnostic[] } {
  const report = new Report()
  const { file, diagnostics: syntax, levels } = readPlan(base)
  judgeNesting(file, report, levels)
  standsAlone(file, report)
  return { diagnostics: [...syntax, ...report.diagnostics] }
}

/** Checks a product on its own: the shape of a risk as no state has changed it. */
export function checkProduct(product: Source): {
  readonly diagnostics: readonly Diagnostic[]
  readonly shape: ProductShape | null
} {
  const report = new Report()
  const { file, diagnostics: syntax } = parseProduct(product)
  judgeNesting(file, report)
  if (report.failed) return { diagnostics: [...syntax, ...report.diagnostics], shape: null }
  const shape = shapeOf(file, buildShape(file, report), report)
  const failed = report.failed || syntax.some(({ severity }) => severity === 'error')
  return { diagnostics: [...syntax, ...report.diagnostics], shape: failed ? null : shape }
}

/** Reports a tree that is too deep for those who read it; one of few `levels` is not walked. */
function judgeNesting(file: object, report: Report, levels = Infinity): void {
  const deep = levels > LIMITS.nesting ? tooDeep(file, LIMITS.nesting) : null
  if (deep) report.error('RATE504', deep, `This stands more than ${LIMITS.nesting} levels deep`)
}

function writtenIn(plan: Source, inherited: InheritedSource | undefined): Written {
  const texts = new Map(
    [plan, ...(inherited ? [inherited.source] : [])].map((each) => [each.name, each.text])
  )
  return {
    place: placesOf(plan, inherited),
    text: ({ source, start, end }) =>
      (texts.get(source) ?? '').slice(start, end).replace(/\s+/g, ' ').trim(),
  }
}

function planShape(product: ProductFile, plan: PlanFile, report: Report): ProductShape {
  const shape = shapeOf(product, buildShape(product, report), report)
  const context = { plan: plan.header.name?.name ?? '', report }
  const policy = plan.items.reduce<EntityShape>(
    (adapted, item) => (item.kind === 'adapt' ? adaptShape(adapted, item, context) : adapted),
    shape.policy
  )
  return { ...shape, policy }
}

function shapeOf(file: ProductFile, policy: EntityShape, report: Report): ProductShape {
  return {
    product: file.name?.name ?? '',
    title: file.title?.text ?? file.name?.name ?? '',
    currency: file.currency?.name ?? 'USD',
    policy,
    checks: productChecks(file, policy, report),
    assumptions: assumptions(file, policy, report),
  }
}
