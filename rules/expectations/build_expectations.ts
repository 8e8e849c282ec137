import { didYouMean } from '../check/did_you_mean.ts'
import type { Report } from '../check/report.ts'
import { childrenOf } from '../plan/children.ts'
import type { PlanModel, Value } from '../plan/model.ts'
import { indexShape, type ShapeIndex } from '../plan/shape_index.ts'
import { compare } from '../money/arithmetic.ts'
import { toDecimal } from '../money/parse_decimal.ts'
import type { ExpectDecl, ExpectedMove, Ident, PlanFile } from '../syntax/ast.ts'
import type { Expectation, Move } from './expectation.ts'
import { movableField } from './movable_field.ts'

interface Building {
  readonly plan: PlanModel
  readonly index: ShapeIndex
  readonly report: Report
}

/** What the plan declares of its prices; each `more` and `lower` of a line becomes one of its own. */
export function buildExpectations(
  file: PlanFile,
  plan: PlanModel,
  report: Report
): readonly Expectation[] {
  const building = { plan, index: indexShape(plan.shape), report }
  return file.items.flatMap((item): readonly Expectation[] => {
    if (item.kind !== 'expect') return []
    if (item.says.kind === 'mean') return buildMean(item.says, item, building)
    const { stays } = item.says
    if (stays && !plan.lets.has(stays.name)) {
      report.unknown('RATE201', stays, `The plan works out no "${stays.name}"`, plan.lets.keys())
    }
    return item.says.moves.flatMap((declared) => {
      const move = moveOf(declared, building)
      const { direction, entity, name, span } = declared
      const words = `${direction} ${entity ? `${entity.name}.` : ''}${name.name}`
      return move
        ? [{ kind: 'never_less', direction, words, move, stays: stays?.name ?? null, span }]
        : []
    })
  })
}

function buildMean(
  { entity, carrying, low, high }: Extract<ExpectDecl['says'], { readonly kind: 'mean' }>,
  { span }: ExpectDecl,
  { index, report }: Building
): readonly Expectation[] {
  const name = index.words.get(entity.name)
  const info = name === undefined ? undefined : index.entities.get(name)
  if (!info) {
    const hint = didYouMean(entity.name, index.words.keys())
    report.error('RATE203', entity.span, `There is no entity "${entity.name}"${hint}`)
    return []
  }
  const carried = info.shape.coverages.map((coverage) => coverage.name)
  if (!areKnown(carrying, carried, info.shape.name, report)) return []
  if (compare(toDecimal(low.text), toDecimal(high.text)) > 0) {
    report.error('RATE523', low.span, `No mean is between ${low.text} and ${high.text}`, {
      help: `write the smaller one first: between ${high.text} and ${low.text}`,
    })
    return []
  }
  const words = carrying.map((coverage) => coverage.name)
  return [
    {
      kind: 'mean',
      entity: info.shape.name,
      carrying: words,
      low: low.text,
      high: high.text,
      words: `the mean of each ${info.shape.name}${words.length > 0 ? ` with ${words.join(', ')}` : ''}`,
      span,
    },
  ]
}

function areKnown(
  names: readonly Ident[],
  known: readonly string[],
  owner: string,
  report: Report
): boolean {
  const unknown = names.filter(({ name }) => !known.includes(name))
  for (const name of unknown) {
    report.unknown('RATE204', name, `${owner} has no coverage "${name.name}"`, known)
  }
  return unknown.length === 0
}

/** A term, an entity, a value of the plan or an answer, in this order; entities and terms need no owner. */
function moveOf(declared: ExpectedMove, building: Building): Move | null {
  const { entity, name, but } = declared
  const { index, plan, report } = building
  if (!entity) {
    const term = termMove(declared, building)
    if (term !== undefined) return term
  }
  for (const { span } of but.slice(0, 1)) {
    report.error('RATE521', span, `Only a term of coverages has coverages to leave out`)
    return null
  }
  const list = entity ? undefined : index.words.get(name.name)
  if (list !== undefined && list !== 'policy') return { kind: 'list', entity: list, value: null }
  const owner = entity && index.words.get(entity.name)
  if (entity && owner === undefined) {
    const hint = didYouMean(entity.name, index.words.keys())
    return report.error('RATE203', entity.span, `There is no entity "${entity.name}"${hint}`)
  }
  const value = entity ? undefined : plan.lets.get(name.name)
  if (value) return valueMove(declared, value.value, building)
  return answerMove(declared, owner, building)
}

/** Undefined where no coverage has such a term. */
function termMove({ name, but }: ExpectedMove, { index, report }: Building) {
  const all = [...index.coverages.values()].flatMap(({ shape, carrier }) => {
    const term = shape.terms.find((each) => each.name === name.name)
    return term ? [{ carrier, coverage: shape.name, choices: term.choices }] : []
  })
  if (all.length === 0) return undefined
  const known = all.map(({ coverage }) => coverage)
  const unknown = but.find((each) => !known.includes(each.name))
  if (unknown) {
    const hint = didYouMean(unknown.name, known)
    return report.error('RATE204', unknown.span, `No "${unknown.name}" has a ${name.name}${hint}`)
  }
  const carriers = all.filter(({ coverage }) => but.every((each) => each.name !== coverage))
  const unordered = carriers.find(({ choices }) => choices.some((choice) => !/^\d/.test(choice)))
  if (unordered) {
    return report.error(
      'RATE522',
      name.span,
      `The choices of ${unordered.coverage} ${name.name} are names, which have no order`,
      { help: `leave it out: ${name.name} but ${unordered.coverage}` }
    )
  }
  return { kind: 'term', term: name.name, carriers } as const
}

/** A value follows from answers; what moves it is one more of the list that it gathers. */
function valueMove({ name, direction }: ExpectedMove, value: Value, { plan, report }: Building) {
  const list = listIn(value, plan, new Set())
  if (list !== null) return { kind: 'list', entity: list, value: name.name } as const
  return report.error('RATE521', name.span, `"${name.name}" gathers no list that could grow`, {
    help: `name an answer that it follows from, as in: ${direction} vehicle.annual_miles`,
  })
}

function listIn(value: Value, plan: PlanModel, seen: Set<string>): string | null {
  if (value.kind === 'aggregate' || value.kind === 'quantified') return value.over
  if (value.kind === 'let') {
    const inner = seen.has(value.name) ? undefined : plan.lets.get(value.name)
    seen.add(value.name)
    return inner ? listIn(inner.value, plan, seen) : null
  }
  for (const child of childrenOf(value)) {
    const found = listIn(child, plan, seen)
    if (found !== null) return found
  }
  return null
}

function answerMove(
  { entity, name }: ExpectedMove,
  owner: string | undefined,
  { index, report }: Building
): Move | null {
  const entities = [...index.entities.values()].filter(({ shape }) =>
    owner === undefined ? true : shape.name === owner
  )
  const owners = entities.filter(({ fields }) => fields.has(name.name))
  const [first, second] = owners
  if (!first) {
    const known = entities.flatMap(({ fields }) => [...fields.keys()])
    const where = entity ? ` of ${entity.name}` : ''
    const message = `Nothing that could move is called "${name.name}"${where}`
    return report.unknown('RATE521', name, message, known)
  }
  if (second) {
    const [a, b] = [first.shape.name, second.shape.name]
    return report.error('RATE521', name.span, `Both ${a} and ${b} have "${name.name}"`, {
      help: `say which: ${a}.${name.name}`,
    })
  }
  const field = first.fields.get(name.name)
  if (!field || !movableField(field)) {
    return report.error('RATE522', name.span, `"${name.name}" has no order from less to more`, {
      help: 'numbers have one, and so have choices that begin with a digit',
    })
  }
  return { kind: 'answer', entity: first.shape.name, field: name.name }
}
