import type {
  OverModel,
  PremiumModel,
  Rounding,
  StepModel,
  TotalModel,
  Value,
} from '../plan/model.ts'
import type { RoundingMode } from '../program/program.ts'
import type { Span } from '../source.ts'
import type {
  ArithmeticStep,
  NumberLiteral,
  PremiumBlock,
  PremiumItem,
  RoundStep,
  TotalBlock,
} from '../syntax/ast.ts'
import { buildOver, scopeOver } from './build_over.ts'
import { givenWhen } from './resolve_condition.ts'
import { resolveCondition, resolveNumber, type World } from './resolver.ts'
import { POLICY_SCOPE, withGiven, type Scope } from './scope.ts'
import { isLiteral, typeWords, YES_NO } from './types.ts'

interface Building {
  readonly scope: Scope
  readonly world: World
  readonly text: (span: Span) => string
  readonly steps: StepModel[]
  /** The rounding after each step from here on. */
  every: Rounding | null
}

/** What the blocks around a step demand: `when` must hold, `unless` must not. */
interface Around {
  readonly when: Value | null
  readonly unless: Value | null
}

/** The order of calculation of one premium, as a list of steps. */
export function buildPremium(
  declared: PremiumBlock,
  discounts: OverModel | null,
  text: (span: Span) => string,
  world: World
): readonly PremiumModel[] {
  const over = buildOver(declared.over, world)
  if (!over) return []
  const scope: Scope = { ...scopeOver(over, world), discounts: takesDiscounts(over, discounts) }
  const building: Building = { scope, world, text, steps: [], every: null }
  addItems(declared.items, { when: null, unless: null }, building)
  return [{ over, steps: building.steps, span: declared.span }]
}

/** The steps on the sum of the premiums, which is what they begin with. */
export function buildTotal(
  declared: TotalBlock,
  text: (span: Span) => string,
  world: World
): TotalModel {
  const building: Building = { scope: POLICY_SCOPE, world, text, steps: [], every: null }
  addItems(declared.items, { when: null, unless: null }, building)
  return { steps: building.steps, span: declared.span }
}

function takesDiscounts(over: OverModel, discounts: OverModel | null): boolean {
  if (!discounts || discounts.entity !== over.entity) return false
  return discounts.coverages === null || over.coverages !== null
}

function addItems(items: readonly PremiumItem[], around: Around, building: Building) {
  for (const item of items) {
    switch (item.kind) {
      case 'round_every':
        building.every = rounding(item.to, item.mode, building.world)
        break
      case 'step':
        addArithmetic(item, around, building)
        break
      case 'round':
        addRound(item, around, building)
        break
      case 'when_steps': {
        const when = resolveCondition(item.when, scopeOf(around, building), building.world)
        if (!when) break
        addItems(item.steps, both(around, { when, unless: null }), building)
        addItems(item.otherwise ?? [], both(around, { when: null, unless: when }), building)
      }
    }
  }
}

function addArithmetic(step: ArithmeticStep, around: Around, building: Building) {
  const { world, text } = building
  const applies = appliesWhen(step, around, building)
  if (!applies) return
  const operand = resolveNumber(step.operand, scopeOf(applies, building), world)
  if (!operand || !hasRightType(step, operand, world)) return
  building.steps.push({
    op: step.op,
    name: step.as?.text ?? nameOfOperand(operand, step, text),
    text: text(step.operand.span),
    operand,
    ...applies,
    round: building.every,
    citation: step.citation?.text,
    span: step.span,
  })
}

function nameOfOperand(operand: Value, step: ArithmeticStep, text: (span: Span) => string): string {
  if (operand.kind === 'lookup') return operand.table
  if (operand.kind === 'cases' && step.operand.kind === 'index') return step.operand.target.name
  if (operand.kind === 'let') return operand.name
  return text(step.operand.span)
}

function hasRightType(step: ArithmeticStep, operand: Value, { report }: World): boolean {
  const isMoney = operand.type.kind === 'money'
  if (step.op === 'times') {
    if (!isMoney) return true
    report.error('RATE305', step.operand.span, 'A premium times money means nothing', {
      help: '"plus" adds an amount',
    })
    return false
  }
  if (isMoney || (isLiteral(operand) && operand.type.kind !== 'percent')) return true
  report.error(
    'RATE317',
    step.operand.span,
    `"${step.op}" takes an amount of money, not ${typeWords(operand.type)}`,
    { help: amountHelp(step.op, operand) }
  )
  return false
}

function amountHelp(op: ArithmeticStep['op'], { type: { kind } }: Value): string | undefined {
  if (kind === 'integer') return 'multiply it by an amount, as in 150.00 * accidents'
  return op === 'base' ? undefined : '"times" takes a factor'
}

function addRound(step: RoundStep, around: Around, building: Building) {
  const applies = appliesWhen(step, around, building)
  const round = rounding(step.to, step.mode, building.world)
  if (!applies || !round) return
  building.steps.push({
    op: 'round',
    name: step.as?.text ?? 'Rounding',
    text: `to ${step.to.text}${step.mode ? ` ${step.mode}` : ''}`,
    operand: null,
    ...applies,
    round,
    citation: step.citation?.text,
    span: step.span,
  })
}

function appliesWhen(
  step: ArithmeticStep | RoundStep,
  around: Around,
  building: Building
): Around | null {
  if (!step.when) return around
  const when = resolveCondition(step.when, scopeOf(around, building), building.world)
  return when && both(around, { when, unless: null })
}

/** Both demands in one; a lone demand stays the very value it was, so that steps share its rule. */
function both(outer: Around, inner: Around): Around {
  if (!outer.when && !outer.unless) return inner
  if (!inner.when && !inner.unless) return outer
  const operands = [outer, inner].flatMap(({ when, unless }): readonly Value[] => [
    ...(when ? [when] : []),
    ...(unless ? [{ kind: 'not', type: YES_NO, span: unless.span, operand: unless } as const] : []),
  ])
  const span = operands.at(-1)?.span
  return span ? { when: { kind: 'and', type: YES_NO, span, operands }, unless: null } : outer
}

function scopeOf({ when, unless }: Around, { scope, world }: Building): Scope {
  return withGiven(scope, [
    ...(when ? givenWhen(when, true, world) : []),
    ...(unless ? givenWhen(unless, false, world) : []),
  ])
}

function rounding(
  to: NumberLiteral,
  mode: RoundingMode | undefined,
  world: World
): Rounding | null {
  if (/[1-9]/.test(to.text)) return { to: to.text, mode: mode ?? world.rounding }
  return world.report.error('RATE322', to.span, 'An amount is rounded to a multiple above zero')
}
