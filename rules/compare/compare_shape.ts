import type { CoverageShape, EntityShape, FieldShape, FieldShapeType } from '../plan/shape.ts'
import { indexShape } from '../plan/shape_index.ts'
import { added, difference, differenceInMeaning, group, removed } from './change.ts'
import type { Change, ChangeGroup } from './comparison.ts'
import { by, match } from './match.ts'
import { sameMeaning, type Sides } from './meaning.ts'
import { conditionWords } from './words.ts'

/** What differs in what is asked and what can be covered. */
export function compareShape(sides: Sides): readonly ChangeGroup[] {
  const [before, after] = [entitiesOf(sides.before.shape), entitiesOf(sides.after.shape)]
  const entities = match(before, after, [by(({ name }) => name)])
  return [
    ...group('question', 'product', null, productChanges(sides)),
    ...entities.pairs.flatMap(([old, entity]) =>
      group('question', entity.name, null, entityChanges(old, entity))
    ),
    ...entities.removed.flatMap(({ name }) =>
      group('question', name, null, [removed('all of it', null)])
    ),
    ...entities.added.flatMap(({ name }) =>
      group('question', name, null, [added('all of it', null)])
    ),
    ...group('question', 'checks', null, checkChanges(sides)),
    ...group('question', 'assumed for a quick quote', null, assumptionChanges(sides)),
  ]
}

function productChanges({ before, after }: Sides): readonly Change[] {
  const [old, now] = [before.shape, after.shape]
  return [
    ...difference('name', old.product, now.product),
    ...difference('title', old.title, now.title),
    ...difference('currency', old.currency, now.currency),
  ]
}

function entitiesOf(shape: Sides['before']['shape']): readonly EntityShape[] {
  return [...indexShape(shape).entities.values()].map(({ shape: entity }) => entity)
}

function entityChanges(old: EntityShape, entity: EntityShape): readonly Change[] {
  const fields = match(old.fields, entity.fields, [by(({ name }) => name)])
  const coverages = match(old.coverages, entity.coverages, [by(({ name }) => name)])
  return [
    ...difference('how many', `${old.low} to ${old.high}`, `${entity.low} to ${entity.high}`),
    ...difference('list', old.list, entity.list),
    ...fields.pairs.flatMap(([was, is]) => fieldChanges(was, is)),
    ...fields.removed.map((field) => removed(field.name, fieldWords(field))),
    ...fields.added.map((field) => added(field.name, fieldWords(field))),
    ...coverages.pairs.flatMap(([was, is]) => coverageChanges(was, is)),
    ...coverages.removed.map((coverage) => removed(`coverage ${coverage.name}`, coverage.title)),
    ...coverages.added.map((coverage) => added(`coverage ${coverage.name}`, coverage.title)),
  ]
}

function fieldChanges(old: FieldShape, field: FieldShape): readonly Change[] {
  return [
    ...difference(field.name, fieldWords(old), fieldWords(field)),
    ...difference(`${field.name}: title`, old.title, field.title),
    ...difference(`${field.name}: asked by`, old.askedBy ?? null, field.askedBy ?? null),
    ...difference(`${field.name}: citation`, old.citation ?? null, field.citation ?? null),
  ]
}

function fieldWords({ type, optional, private: isPrivate, sensitive }: FieldShape): string {
  const flags = [optional && 'optional', isPrivate && 'private', sensitive && 'sensitive']
  return [typeWords(type), ...flags.filter((flag) => flag !== false)].join(', ')
}

function typeWords(type: FieldShapeType): string {
  switch (type.kind) {
    case 'date':
      if (!type.bound) return 'date'
      return type.bound.kind === 'up_to'
        ? `date up to ${type.bound.anchor}`
        : `date ${type.bound.low} to ${type.bound.high} years before ${type.bound.anchor}`
    case 'months':
      return `months ${type.choices.join(', ')}`
    case 'integer':
    case 'money':
    case 'factor':
      return `${type.kind} ${type.low} to ${type.high}`
    case 'text':
      return `text up to ${type.maxLength}`
    case 'choice':
      return type.choices.join(' | ')
    case 'entity':
      return type.entity
    case 'yes_no':
      return 'yes/no'
    default:
      return type.kind
  }
}

function coverageChanges(old: CoverageShape, coverage: CoverageShape): readonly Change[] {
  const { name } = coverage
  const terms = match(old.terms, coverage.terms, [by((term) => term.name)])
  const choices = (term: CoverageShape['terms'][number]) => term.choices.join(', ')
  return [
    ...difference(`${name}: title`, old.title, coverage.title),
    ...difference(name, taken(old), taken(coverage)),
    ...difference(`${name}: needs`, old.needs.join(', '), coverage.needs.join(', ')),
    ...terms.pairs.flatMap(([was, is]) =>
      difference(`${name} ${is.name}`, choices(was), choices(is))
    ),
    ...terms.removed.map((term) => removed(`${name} ${term.name}`, choices(term))),
    ...terms.added.map((term) => added(`${name} ${term.name}`, choices(term))),
  ]
}

function taken({ optional }: CoverageShape): string {
  return optional ? 'optional' : 'required'
}

function checkChanges(sides: Sides): readonly Change[] {
  const { before, after } = sides
  const checks = match(before.shape.checks, after.shape.checks, [by(({ message }) => message)])
  return [
    ...checks.pairs.flatMap(([old, check]) => [
      ...differenceInMeaning(
        check.message,
        sameMeaning(sides, old.condition, check.condition),
        conditionWords(old.condition),
        conditionWords(check.condition)
      ),
      ...difference(
        `${check.message}: told at`,
        `${old.entity} ${old.field}`,
        `${check.entity} ${check.field}`
      ),
    ]),
    ...checks.removed.map(({ message, condition }) => removed(message, conditionWords(condition))),
    ...checks.added.map(({ message, condition }) => added(message, conditionWords(condition))),
  ]
}

function assumptionChanges({ before, after }: Sides): readonly Change[] {
  const [old, now] = [assumptionsOf(before.shape), assumptionsOf(after.shape)]
  const matched = match(old, now, [by(([field]) => field)])
  return [
    ...matched.pairs.flatMap(([[field, was], [, is]]) => difference(field, was, is)),
    ...matched.removed.map(([field, value]) => removed(field, value)),
    ...matched.added.map(([field, value]) => added(field, value)),
  ]
}

function assumptionsOf({
  assumptions,
}: Sides['before']['shape']): readonly (readonly [string, string])[] {
  return Object.entries(assumptions).map(([field, value]) => [field, String(value)])
}
