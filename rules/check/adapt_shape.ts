import type { AdaptBlock, AskDecl, CoverageBlock, CoverageDecl } from '../syntax/ast.ts'
import type { CoverageShape, EntityShape } from '../plan/shape.ts'
import { indexShape } from '../plan/shape_index.ts'
import { buildCoverage, buildField, buildTerm, updateEntity } from './build_shape.ts'
import { didYouMean } from './did_you_mean.ts'
import type { Report } from './report.ts'

interface Adapting {
  readonly plan: string
  readonly report: Report
}

/** The product's shape with what a state adds, narrows, widens and asks. */
export function adaptShape(policy: EntityShape, block: AdaptBlock, context: Adapting): EntityShape {
  return block.items.reduce((shape, item) => {
    if (item.kind === 'ask') return addQuestion(shape, item, context)
    if (item.kind === 'coverage') return changeCoverage(shape, item, context)
    return addCoverages(shape, item, context)
  }, policy)
}

function addQuestion(policy: EntityShape, ask: AskDecl, { plan, report }: Adapting): EntityShape {
  const index = indexShape({ policy })
  const entity = index.entities.get(ask.entity.name)
  if (!entity) {
    const hint = didYouMean(ask.entity.name, index.entities.keys())
    report.error('RATE203', ask.entity.span, `There is no entity "${ask.entity.name}"${hint}`)
    return policy
  }
  const { name } = ask.field.name
  if (entity.fields.has(name)) {
    report.error(
      'RATE205',
      ask.field.name.span,
      `The product already asks "${name}" of ${ask.entity.name}`
    )
    return policy
  }
  if (ask.field.type.kind === 'entity' && !index.entities.has(ask.field.type.entity.name)) {
    const missing = ask.field.type.entity
    report.error('RATE203', missing.span, `There is no entity "${missing.name}"`)
    return policy
  }
  const fields = buildField(ask.field, report).map((field) => ({ ...field, askedBy: plan }))
  return updateEntity(policy, ask.entity.name, (shape) => ({
    ...shape,
    fields: [...shape.fields, ...fields],
  }))
}

function addCoverages(policy: EntityShape, block: CoverageBlock, context: Adapting): EntityShape {
  const { report } = context
  return block.coverages.reduce((shape, declared) => {
    const index = indexShape({ policy: shape })
    if (!index.entities.has(block.of.name)) {
      report.error(
        'RATE203',
        block.of.span,
        `There is no entity "${block.of.name}" to carry coverages`
      )
      return shape
    }
    if (index.coverages.has(declared.name.name)) {
      report.error(
        'RATE205',
        declared.name.span,
        `The product already has coverage "${declared.name.name}"`,
        {
          help: 'write it directly under "adapt" to change it',
        }
      )
      return shape
    }
    checkNeeds(
      declared,
      [...index.coverages.keys(), ...block.coverages.map((c) => c.name.name)],
      report
    )
    return updateEntity(shape, block.of.name, (entity) => ({
      ...entity,
      coverages: [...entity.coverages, buildCoverage(declared, report)],
    }))
  }, policy)
}

function changeCoverage(
  policy: EntityShape,
  declared: CoverageDecl,
  { report }: Adapting
): EntityShape {
  const index = indexShape({ policy })
  const known = index.coverages.get(declared.name.name)
  if (!known) {
    report.unknown(
      'RATE204',
      declared.name,
      `The product has no coverage "${declared.name.name}"`,
      index.coverages.keys(),
      'a new coverage stands under "coverage of ..." in the adapt block'
    )
    return policy
  }
  checkNeeds(declared, [...index.coverages.keys()], report)
  return updateEntity(policy, known.carrier, (entity) => ({
    ...entity,
    coverages: entity.coverages.map((coverage) =>
      coverage.name === declared.name.name ? changed(coverage, declared, report) : coverage
    ),
  }))
}

function changed(coverage: CoverageShape, declared: CoverageDecl, report: Report): CoverageShape {
  const written = new Map(declared.terms.map((term) => [term.name.name, buildTerm(term, report)]))
  const kept = coverage.terms.map((term) => written.get(term.name) ?? term)
  const added = [...written.values()].filter(
    (term) => !coverage.terms.some(({ name }) => name === term.name)
  )
  return {
    name: coverage.name,
    title: declared.title?.text ?? coverage.title,
    terms: [...kept, ...added],
    optional: declared.presence ? declared.presence === 'optional' : coverage.optional,
    needs: declared.needs.length > 0 ? declared.needs.map((need) => need.name) : coverage.needs,
  }
}

function checkNeeds(declared: CoverageDecl, known: readonly string[], report: Report) {
  for (const need of declared.needs) {
    if (known.includes(need.name)) continue
    report.unknown('RATE204', need, `There is no coverage "${need.name}"`, known)
  }
}
