import type {
  CoverageBlock,
  CoverageDecl,
  EntityDecl,
  Expr,
  FieldDecl,
  FieldType,
  Ident,
  NumberLiteral,
  ProductFile,
} from '../syntax/ast.ts'
import type {
  CoverageShape,
  CoverageTermShape,
  EntityShape,
  FieldShape,
  FieldShapeType,
} from '../plan/shape.ts'
import { plural } from '../plan/shape_index.ts'
import { compare } from '../money/arithmetic.ts'
import { parseDecimal } from '../money/parse_decimal.ts'
import { LIMITS } from './limits.ts'
import { plainName } from './plain_name.ts'
import type { Report } from './report.ts'
import { titleOf } from './title_of.ts'

/** How many digits factors have behind the point unless their bounds say it. */
const USUAL_DIGITS = 4

/** Words that mean something else wherever a name may stand. */
const TAKEN_WORDS = new Set(['policy', 'coverage', 'discounts', 'given'])
/** Example lines such as `premium of rider 2` take this one from entities; a field is always named behind its entity there. */
const TAKEN_FROM_ENTITIES = new Set([...TAKEN_WORDS, 'premium'])

/** The tree of entities with their fields and coverages; what is wrong is reported and left out. */
export function buildShape(file: ProductFile, report: Report): EntityShape {
  const declared = file.items.filter((item) => item.kind === 'entity')
  const root = declared.find((entity) => entity.name.name === 'policy')
  const names = new Map<string, Ident>()
  const lists = declared.filter((entity) => entity !== root)
  const policy: EntityShape = {
    name: 'policy',
    list: null,
    low: 1,
    high: 1,
    fields: root ? buildFields(root.fields, report) : [],
    entities: [...(root?.entities ?? []), ...lists].flatMap((entity) =>
      buildEntity(entity, names, report)
    ),
    coverages: [],
  }
  if (!root) {
    report.error('RATE220', file.span, 'A product has a block "policy" with what is asked once', {
      help: 'begin a block with the line "policy" and a date field for the first day of cover',
    })
  }
  checkReferences(policy, declared, report)
  const blocks = file.items.filter((item) => item.kind === 'coverages')
  return blocks.reduce((shape, block) => withCoverages(shape, block, report), policy)
}

function buildEntity(
  declared: EntityDecl,
  names: Map<string, Ident>,
  report: Report
): readonly EntityShape[] {
  const { name } = declared
  plainName(name, report)
  const earlier = names.get(name.name)
  if (earlier) {
    report.error('RATE205', name.span, `"${name.name}" is declared twice`, {
      related: [{ span: earlier.span, message: 'first declared here' }],
    })
    return []
  }
  if (TAKEN_FROM_ENTITIES.has(name.name)) {
    report.error(
      'RATE205',
      name.span,
      `"${name.name}" is a word of the language and can't name an entity`
    )
    return []
  }
  names.set(name.name, name)
  const [low, high] = range(declared.low, declared.high, report)
  if (high > LIMITS.entities) {
    report.error(
      'RATE501',
      declared.high?.span ?? name.span,
      `There may be at most ${LIMITS.entities} of one entity`
    )
  }
  return [
    {
      name: name.name,
      list: plural(name.name),
      low,
      high: Math.min(high, LIMITS.entities),
      fields: buildFields(declared.fields, report),
      entities: declared.entities.flatMap((entity) => buildEntity(entity, names, report)),
      coverages: [],
    },
  ]
}

function buildFields(declared: readonly FieldDecl[], report: Report): readonly FieldShape[] {
  const seen = new Map<string, FieldDecl>()
  return declared.flatMap((field) => {
    const earlier = seen.get(field.name.name)
    if (earlier) {
      report.error('RATE205', field.name.span, `"${field.name.name}" is asked twice`, {
        related: [{ span: earlier.name.span, message: 'first asked here' }],
      })
      return []
    }
    seen.set(field.name.name, field)
    return buildField(field, report)
  })
}

/** The shape of one question, or nothing where its type makes no sense. */
export function buildField(field: FieldDecl, report: Report): readonly FieldShape[] {
  const { name } = field.name
  plainName(field.name, report)
  if (TAKEN_WORDS.has(name)) {
    report.error(
      'RATE205',
      field.name.span,
      `"${name}" is a word of the language and can't name a field`
    )
    return []
  }
  return [
    {
      name,
      title: titleOf(field.title, name),
      type: fieldType(field.type, report),
      optional: field.flags.includes('optional'),
      private: field.flags.includes('private'),
      sensitive: field.flags.includes('sensitive'),
      ...(field.citation ? { citation: field.citation.text } : {}),
    },
  ]
}

function fieldType(type: FieldType, report: Report): FieldShapeType {
  switch (type.kind) {
    case 'date': {
      if (!type.bound) return { kind: 'date' }
      const anchor = dottedName(type.bound.anchor)
      if (type.bound.kind === 'up_to') return { kind: 'date', bound: { kind: 'up_to', anchor } }
      const [low, high] = range(type.bound.low, type.bound.high, report)
      return { kind: 'date', bound: { kind: 'years_before', low, high, anchor } }
    }
    case 'months':
      return { kind: 'months', choices: type.choices.map((choice) => wholeNumber(choice, report)) }
    case 'integer': {
      const [low, high] = range(type.low, type.high, report)
      return { kind: 'integer', low, high }
    }
    case 'money':
    case 'factor': {
      const low = parseDecimal(type.low.text)
      const high = parseDecimal(type.high.text)
      if (low && high && compare(low, high) > 0) {
        report.error('RATE221', type.span, `The range ends at ${type.high.text}, before it begins`)
      }
      const bounds = { low: type.low.text, high: type.high.text }
      if (type.kind === 'money') return { kind: 'money', ...bounds }
      return { kind: 'factor', ...bounds, digits: factorDigits(bounds) }
    }
    case 'text':
      return { kind: 'text', maxLength: wholeNumber(type.maxLength, report) }
    case 'choice': {
      const texts = new Set<string>()
      for (const choice of type.choices) {
        if (texts.has(choice.text)) {
          report.error('RATE205', choice.span, `The choice "${choice.text}" is listed twice`)
        }
        texts.add(choice.text)
      }
      return { kind: 'choice', choices: [...texts] }
    }
    case 'entity':
      return { kind: 'entity', entity: type.entity.name }
    default:
      return { kind: type.kind }
  }
}

/** `policy.effective_on` of an expression that is a plain dotted name; else its best likeness. */
export function dottedName(expr: Expr): string {
  if (expr.kind === 'name') return expr.name
  if (expr.kind === 'member') return `${dottedName(expr.object)}.${expr.member.name}`
  return '?'
}

function range(
  low: NumberLiteral | undefined,
  high: NumberLiteral | undefined,
  report: Report
): readonly [number, number] {
  const from = low ? wholeNumber(low, report) : 1
  const to = high ? wholeNumber(high, report) : from
  if (from > to && high) {
    report.error('RATE221', high.span, `The range ends at ${to}, before it begins at ${from}`)
  }
  return [from, Math.max(from, to)]
}

function wholeNumber(literal: NumberLiteral, report: Report): number {
  if (new RegExp(`^\\d{1,${LIMITS.integerDigits}}$`).test(literal.text)) return Number(literal.text)
  report.error(
    'RATE222',
    literal.span,
    `"${literal.text.slice(0, 40)}" should be a whole number of at most ${LIMITS.integerDigits} digits`
  )
  return 0
}

function checkReferences(policy: EntityShape, declared: readonly EntityDecl[], report: Report) {
  const entities = new Set<string>()
  const visit = (entity: EntityShape) => {
    entities.add(entity.name)
    entity.entities.forEach(visit)
  }
  visit(policy)
  const fieldsOf = (entity: EntityDecl): readonly FieldDecl[] => [
    ...entity.fields,
    ...entity.entities.flatMap(fieldsOf),
  ]
  for (const field of declared.flatMap(fieldsOf)) {
    if (field.type.kind === 'entity') {
      const { entity } = field.type
      const listed = policy.entities.some(({ name }) => name === entity.name)
      if (!listed) {
        const nested = entities.has(entity.name)
        report.error(
          'RATE203',
          entity.span,
          nested
            ? `"${entity.name}" can't be referred to: only what the policy itself holds has a number of its own`
            : `There is no entity "${entity.name}"`
        )
      }
    }
    if (field.type.kind === 'date' && field.type.bound) {
      const anchor = dottedName(field.type.bound.anchor)
      const target = policy.fields.find(({ name }) => `policy.${name}` === anchor)
      if (target?.type.kind !== 'date' || target.optional) {
        report.error(
          'RATE223',
          field.type.bound.anchor.span,
          `A date is bounded by a date that the policy always has; "${anchor}" is none`
        )
      }
    }
  }
}

function withCoverages(shape: EntityShape, block: CoverageBlock, report: Report): EntityShape {
  const carrier = block.of.name
  if (!hasEntity(shape, carrier)) {
    report.error('RATE203', block.of.span, `There is no entity "${carrier}" to carry coverages`)
    return shape
  }
  const seen = new Map<string, CoverageDecl>()
  const added = block.coverages.flatMap((coverage) => {
    const { name } = coverage.name
    const earlier = seen.get(name)?.name.span
    if (earlier || hasCoverage(shape, name) || hasEntity(shape, name)) {
      report.error('RATE205', coverage.name.span, `There is already a "${name}"`, {
        related: earlier && [{ span: earlier, message: 'first declared here' }],
      })
      return []
    }
    seen.set(name, coverage)
    return [buildCoverage(coverage, report)]
  })
  const known = new Set([...seen.keys(), ...coverageNames(shape, carrier)])
  for (const coverage of block.coverages) {
    for (const need of coverage.needs) {
      if (known.has(need.name)) continue
      report.error('RATE204', need.span, `There is no coverage "${need.name}" of ${carrier}`)
    }
  }
  return updateEntity(shape, carrier, (entity) => ({
    ...entity,
    coverages: [...entity.coverages, ...added],
  }))
}

/** The shape of one coverage; `needs` that don't exist are the caller's to report. */
export function buildCoverage(declared: CoverageDecl, report: Report): CoverageShape {
  plainName(declared.name, report)
  return {
    name: declared.name.name,
    title: titleOf(declared.title, declared.name.name),
    terms: declared.terms.map((term) => buildTerm(term, report)),
    optional: declared.presence === 'optional',
    needs: declared.needs.map((need) => need.name),
  }
}

export function buildTerm(term: CoverageDecl['terms'][number], report: Report): CoverageTermShape {
  plainName(term.name, report)
  const choices = new Set<string>()
  for (const choice of term.choices) {
    if (choices.has(choice.text)) {
      report.error('RATE205', choice.span, `The choice "${choice.text}" is listed twice`)
    }
    choices.add(choice.text)
  }
  return { name: term.name.name, choices: [...choices] }
}

function hasEntity(shape: EntityShape, name: string): boolean {
  return shape.name === name || shape.entities.some((entity) => hasEntity(entity, name))
}

function hasCoverage(shape: EntityShape, name: string): boolean {
  return (
    shape.coverages.some((coverage) => coverage.name === name) ||
    shape.entities.some((entity) => hasCoverage(entity, name))
  )
}

function coverageNames(shape: EntityShape, carrier: string): readonly string[] {
  if (shape.name === carrier) return shape.coverages.map(({ name }) => name)
  return shape.entities.flatMap((entity) => coverageNames(entity, carrier))
}

/** The same tree with one entity replaced. */
export function updateEntity(
  shape: EntityShape,
  name: string,
  change: (entity: EntityShape) => EntityShape
): EntityShape {
  if (shape.name === name) return change(shape)
  return { ...shape, entities: shape.entities.map((entity) => updateEntity(entity, name, change)) }
}

/** As fine as its bounds are written; where those are whole, as fine as manuals print factors. */
function factorDigits(bounds: { readonly low: string; readonly high: string }): number {
  const written = [bounds.low, bounds.high].map((text) => text.split('.')[1]?.length ?? 0)
  return Math.max(...written) || USUAL_DIGITS
}
