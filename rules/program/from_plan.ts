import { childrenOf } from '../plan/children.ts'
import { OfRows } from '../plan/of_rows.ts'
import { indexShape, type ShapeIndex } from '../plan/shape_index.ts'
import type {
  DiscountsModel,
  FeeModel,
  KeyModel,
  OverModel,
  PlanModel,
  PremiumModel,
  StepModel,
  TableModel,
  TotalModel,
  Value,
  ValueOf,
} from '../plan/model.ts'
import { reached } from '../plan/reachable.ts'
import { staticCondition } from '../plan/static_condition.ts'
import { Lowering, valueType } from './lowering.ts'
import type { placesOf } from './places.ts'
import type {
  DiscountsProgram,
  FeeProgram,
  NamedValue,
  PremiumProgram,
  Program,
  StepProgram,
  TableKeyShape,
  TableProgram,
  TotalProgram,
} from './program.ts'
import { refusals } from './refusals.ts'
import { RuleGroups } from './rule_groups.ts'

interface Making {
  readonly plan: PlanModel
  readonly index: ShapeIndex
  readonly lowering: Lowering
  readonly groups: RuleGroups
  readonly place: ReturnType<typeof placesOf>
  /** For each table that may refuse, the look-up that it points at. */
  readonly refusing: ReadonlyMap<string, ValueOf<'lookup'>>
}

/** Lowers a plan without errors to its program; `worstCase` is worked out beforehand. */
export function programOf(
  plan: PlanModel,
  place: Making['place'],
  refusing: Making['refusing'],
  worstCase: Program['worstCase']
): Program {
  const index = indexShape(plan.shape)
  const letOf = (name: string) => plan.lets.get(name)
  const lowering = new Lowering(index, letOf, place, refusals(plan, refusing))
  const making: Making = {
    plan,
    index,
    lowering,
    groups: new RuleGroups(lowering),
    place,
    refusing,
  }
  addEligibility(making)
  const discounts = plan.discounts ? [discountsOf(plan.discounts, making)] : []
  const premiums = plan.premiums.map((premium, at) => premiumOf(premium, at + 1, making))
  const total = plan.total && totalOf(plan.total, making)
  const fees = plan.fees.map((fee) => feeOf(fee, making))
  const values = valuesOf(making)
  const groups = making.groups.build()
  return {
    format: 1,
    plan: {
      name: plan.name,
      title: plan.title,
      product: plan.product,
      state: plan.state,
      version: plan.version,
      currency: plan.shape.currency,
      newBusinessFrom: plan.newBusinessFrom,
      renewalsFrom: plan.renewalsFrom,
    },
    shape: plan.shape,
    tables: [...plan.tables.values()].map((table) => tableOf(table, making)),
    values,
    facts: lowering.facts,
    groups,
    discounts,
    premiums,
    ...(total ? { total } : {}),
    fees,
    worstCase,
  }
}

function cited(citation: string | undefined): { readonly citation?: string } {
  return citation === undefined ? {} : { citation }
}

function addEligibility({ plan, groups }: Making) {
  for (const { name, title, condition, action, to, reason, citation, span } of plan.rules) {
    const params = {
      ...(title === undefined ? {} : { title }),
      reason,
      ...(to === undefined ? {} : { to }),
      ...cited(citation),
    }
    groups.add({ name, condition, type: action, params, span }, [])
  }
}

function valuesOf({ plan, lowering, place }: Making): readonly NamedValue[] {
  return [...plan.lets.values()].map(({ name, of, value, citation, span }) => ({
    name,
    of,
    type: valueType(value.type),
    expression: lowering.expression(value),
    ...cited(citation),
    at: place(span),
  }))
}

const programRows = new OfRows<TableProgram['rows']>()

function rowsOf({ rows }: TableModel): TableProgram['rows'] {
  return programRows.get(rows, '', () =>
    rows.map(({ keys, values, row, column }) => ({ keys, values, row, column }))
  )
}

function tableOf(table: TableModel, { place, refusing, plan }: Making): TableProgram {
  const lookup = refusing.get(table.name)
  return {
    name: table.name,
    file: table.file,
    keys: table.keys.map(keyShape),
    columns: table.columns.map(({ name, gives }) => ({
      name,
      type: gives === 'text' ? 'text' : valueType({ kind: gives }),
    })),
    rows: rowsOf(table),
    firstMatch: table.firstMatch,
    refuses: lookup ? refusedField(lookup, plan) : null,
    ...cited(table.citation),
    at: place(table.span),
  }
}

function keyShape({ name, inBand, inTextBand, ends }: KeyModel): TableKeyShape {
  if (inTextBand) return { name, kind: 'text band' }
  return ends ? { name, kind: 'interpolated', ends } : { name, kind: inBand ? 'band' : 'exact' }
}

/** The first question that a look-up's keys depend on: what a person can change when it is refused. */
function refusedField(lookup: ValueOf<'lookup'>, plan: PlanModel): TableProgram['refuses'] {
  const seen = new Set<string>()
  const find = (value: Value, inner: readonly string[]): TableProgram['refuses'] => {
    if (value.kind === 'field') {
      return { entity: value.entity, field: inner.includes(value.entity) ? null : value.field.name }
    }
    if (value.kind === 'term') return { entity: 'coverage', field: value.term }
    if (value.kind === 'let') {
      const model = seen.has(value.name) ? undefined : plan.lets.get(value.name)
      seen.add(value.name)
      return model ? find(model.value, inner) : null
    }
    const children = value.kind === 'within' ? [value.then, value.is] : childrenOf(value)
    const bound = boundBy(value)
    for (const child of children) {
      const found = find(child, [...inner, ...bound])
      if (found) return found
    }
    return null
  }
  return find(lookup, []) ?? { entity: 'policy', field: plan.shape.policy.fields[0]?.name ?? '' }
}

/** The entities that are in scope inside a value alone. */
function boundBy(value: Value): readonly string[] {
  if (value.kind === 'aggregate' || value.kind === 'quantified') return [value.over]
  if (value.kind === 'assigned') return [value.from, value.to]
  return value.kind === 'within' ? [value.entity] : []
}

function ofOver({ entity, coverages }: OverModel, { index }: Making): readonly string[] {
  const path = index.entities.get(entity)?.path ?? []
  return coverages ? [...path, 'coverage'] : path
}

function discountsOf(block: DiscountsModel, making: Making): DiscountsProgram {
  const { lowering, groups, place } = making
  const of = ofOver(block.over, making)
  return {
    name: 'discounts',
    of,
    coverages: block.over.coverages,
    combine: block.combine,
    atMost: block.atMost && lowering.expression(block.atMost),
    items: block.items.map(({ name, title, percent, when, citation, span }) => ({
      name,
      title,
      percent: lowering.expression(percent),
      rule:
        when &&
        groups.add(
          {
            name: `discount ${name}`,
            condition: when,
            type: 'discount',
            params: { title, ...cited(citation) },
            span,
          },
          of
        ),
      ...cited(citation),
      at: place(span),
    })),
    ...cited(block.citation),
    at: place(block.span),
  }
}

function premiumOf(premium: PremiumModel, number: number, making: Making): PremiumProgram {
  const of = ofOver(premium.over, making)
  const shared = new Map<Value, string>()
  return {
    entity: premium.over.entity,
    coverages: premium.over.coverages,
    steps: premium.steps.map((step, at) => {
      const id = `premium ${number} step ${at + 1}`
      return stepOf(step, id, premium.over, of, shared, making)
    }),
    at: making.place(premium.span),
  }
}

function totalOf({ steps, span }: TotalModel, making: Making): TotalProgram {
  const over: OverModel = { entity: 'policy', coverages: null }
  const of = ofOver(over, making)
  const shared = new Map<Value, string>()
  return {
    steps: steps.map((step, at) => stepOf(step, `total step ${at + 1}`, over, of, shared, making)),
    at: making.place(span),
  }
}

function stepOf(
  step: StepModel,
  id: string,
  over: OverModel,
  of: readonly string[],
  shared: Map<Value, string>,
  { lowering, groups, place }: Making
): StepProgram {
  const ruleFor = (condition: Value | null): string | null => {
    if (!condition || isDecided(condition, over.coverages)) return null
    const known = shared.get(condition)
    if (known !== undefined) return known
    const params = { title: step.name, ...cited(step.citation) }
    const rule = groups.add({ name: id, condition, type: 'step', params, span: condition.span }, of)
    shared.set(condition, rule)
    return rule
  }
  return {
    id,
    op: step.op,
    name: step.name,
    text: step.text,
    operand: step.operand && lowering.expression(step.operand),
    coverages: coveragesOf(step, over.coverages),
    rule: ruleFor(step.when),
    unless: ruleFor(step.unless),
    round: step.round,
    ...cited(step.citation),
    at: place(step.span),
  }
}

/** The coverages of a step whose condition speaks of nothing else; null: all. */
function coveragesOf(
  { when, unless }: StepModel,
  all: readonly string[] | null
): readonly string[] | null {
  if (!all) return null
  const left = reached(
    when && isDecided(when, all) ? when : null,
    unless && isDecided(unless, all) ? unless : null,
    all
  ).filter((coverage) => coverage !== null)
  return left.length === all.length ? null : left
}

function isDecided(condition: Value, coverages: readonly string[] | null): boolean {
  return coverages?.every((coverage) => staticCondition(condition, coverage) !== null) ?? false
}

function feeOf(fee: FeeModel, making: Making): FeeProgram {
  const { lowering, groups, place, index } = making
  const of = index.entities.get(fee.each)?.path ?? []
  const { kind, name, from, until, title, when, citation, span } = fee
  return {
    kind,
    name,
    from,
    until,
    title,
    each: fee.each,
    amount: lowering.expression(fee.amount),
    text: fee.text,
    by: fee.by,
    round: fee.round,
    rule:
      when &&
      groups.add(
        {
          name: from === null ? `fee ${name}` : `fee ${name} from ${from}`,
          condition: when,
          type: 'step',
          params: { title, ...cited(citation) },
          span,
        },
        of
      ),
    ...cited(citation),
    at: place(span),
  }
}
