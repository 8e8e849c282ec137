import type { RuleResult } from 'json-rules-engine'

import type { Program, StepProgram } from '../program/program.ts'
import {
  by,
  difference,
  fraction,
  minus,
  per,
  plus,
  printed,
  roundedTo,
  type Fraction,
} from './fractions.ts'
import { discountsIn } from './discounts.ts'
import { evaluate, numberOf, type Fired } from './evaluate.ts'
import { takeStockEngine } from './stock_engines.ts'
import {
  carrierOf,
  covering,
  everyone,
  inside,
  OracleRefusal,
  outermost,
  taken,
  termsOf,
  worldOf,
  type Entity,
  type Json,
  type Scope,
  type World,
} from './world.ts'

export interface OracleLine {
  /** `vehicle 1 BI premium 1 step 3`. */
  readonly at: string
  readonly status: string
  readonly operand: Fraction | null
  readonly value: Fraction | null
  readonly discounts: { readonly granted: readonly string[]; readonly taken: Fraction } | null
}

export type OracleOutcome =
  | { readonly ok: false; readonly path: string }
  | {
      readonly ok: true
      readonly decision: string
      readonly applied: readonly string[]
      readonly lines: readonly OracleLine[]
      readonly fees: readonly {
        readonly name: string
        readonly count: number
        readonly amount: Fraction
      }[]
      readonly total: Fraction
      /** The stock engine's results, run by run. */
      readonly runs: readonly (readonly RuleResult[])[]
    }

/**
 * Rates a risk the slow way: by the stock json-rules-engine, expressions read again each time, the steps
 * folded in fractions of bigints. Where another evaluator differs, this is right.
 */
export async function rateByOracle(program: Program, facts: Json): Promise<OracleOutcome> {
  const world = worldOf(program, facts)
  try {
    return await rateWorld(world)
  } catch (error) {
    if (error instanceof OracleRefusal) return { ok: false, path: error.path }
    throw error
  }
}

async function rateWorld(world: World): Promise<OracleOutcome> {
  const { program } = world
  const start = outermost(world)
  const firedKeys = new Set<string>()
  const fired: Fired = (rule, scope) => {
    return firedKeys.has(firedKey(rule, world.opened.groups.get(rule)?.of ?? [], scope))
  }
  const runs: (readonly RuleResult[])[] = []
  for (const group of program.groups) {
    const stock = takeStockEngine(group, world.opened)
    for (const scope of combinations(group.of, start, world)) {
      const results = await stock.run({ scope, world, fired })
      runs.push(results)
      for (const { name, result } of results) {
        if (result === true) firedKeys.add(firedKey(name, group.of, scope))
      }
      world.worked.clear()
    }
    stock.giveBack()
  }
  const lines = program.premiums.flatMap((premium) =>
    scopesOf(premium.entity, premium.coverages, start, world).flatMap((scope) =>
      fold(premium.steps, scope, premium.entity, world, fired)
    )
  )
  const sum = lines.reduce((total, { premium }) => (premium ? plus(total, premium) : total), ZERO)
  const policy = program.total ? fold(program.total.steps, start, 'policy', world, fired, sum) : []
  const premium = policy.at(-1)?.premium ?? sum
  const fees = workFees(premium, start, world, fired)
  const applied = program.groups
    .flatMap(({ rules }) => rules.map(({ name, event }) => ({ name, event })))
    .filter(
      ({ name, event }) =>
        /^(decline|refer|require)$/.test(event.type) &&
        [...firedKeys].some((key) => key.startsWith(`${name}|`))
    )
  const types = applied.map(({ event }) => event.type)
  return {
    ok: true,
    decision: types.includes('decline') ? 'decline' : types.includes('refer') ? 'refer' : 'accept',
    applied: applied.map(({ name }) => name).toSorted(),
    lines: [...lines, ...policy].flatMap(({ line }) => (line ? [line] : [])),
    fees,
    total: fees.map(({ amount }) => amount).reduce(plus, premium),
    runs,
  }
}

const ZERO = fraction('0')

function firedKey(rule: string, of: readonly string[], scope: Scope): string {
  const entities = of
    .filter((kind) => kind !== 'coverage')
    .map((kind) => scope.entities.get(kind)?.id ?? '')
  return `${rule}|${entities.join('|')}|${of.includes('coverage') ? scope.coverage : ''}`
}

function combinations(of: readonly string[], start: Scope, world: World): readonly Scope[] {
  const kinds = of.filter((kind) => kind !== 'coverage')
  const scopes = kinds.reduce<readonly Scope[]>(
    (around, kind) =>
      around.flatMap((scope) =>
        everyone(world)
          .filter((entity) => entity.kind === kind && fitsInto(entity, scope, kinds))
          .map((entity) => inside(scope, entity))
      ),
    [start]
  )
  if (!of.includes('coverage')) return scopes
  const carrier = kinds.at(-1) ?? world.policy.kind
  return scopes.flatMap((scope) => {
    const entity = scope.entities.get(carrier)
    return entity ? taken(entity).map((coverage) => covering(scope, coverage)) : []
  })
}

function fitsInto({ holder }: Entity, scope: Scope, kinds: readonly string[]): boolean {
  return !holder || !kinds.includes(holder.kind) || scope.entities.get(holder.kind) === holder
}

function scopesOf(
  kind: string,
  coverages: readonly string[] | null,
  start: Scope,
  world: World
): readonly Scope[] {
  return everyone(world)
    .filter((entity) => entity.kind === kind)
    .flatMap((entity) => {
      const scope = inside(start, entity)
      if (coverages === null) return [scope]
      return coverages
        .filter((coverage) => {
          const carrier = scope.entities.get(carrierOf(world, coverage))
          return carrier !== undefined && termsOf(carrier, coverage) !== undefined
        })
        .map((coverage) => covering(scope, coverage))
    })
}

interface Folded {
  readonly line: OracleLine | null
  readonly premium: Fraction | null
}

function fold(
  steps: readonly StepProgram[],
  scope: Scope,
  kind: string,
  world: World,
  fired: Fired,
  from = ZERO
): readonly Folded[] {
  let running = from
  const folded: Folded[] = []
  const where = `${kind} ${scope.entities.get(kind)?.number} ${scope.coverage ?? '-'}`
  for (const step of steps) {
    const at = `${where} ${step.id}`
    const applies =
      (step.coverages === null || step.coverages.includes(scope.coverage ?? '')) &&
      (step.rule === null || fired(step.rule, scope)) &&
      (step.unless === null || !fired(step.unless, scope))
    if (!applies) {
      folded.push({
        line: { at, status: 'does not apply', operand: null, value: null, discounts: null },
        premium: null,
      })
      continue
    }
    const operand = step.operand && numberOf(evaluate(step.operand, scope, world, fired))
    const before = running
    running = applyStep(step.op, running, operand)
    const isIdle = step.op.startsWith('at ') && running === before
    if (step.round) running = roundedTo(running, fraction(step.round.to), step.round.mode)
    const block = world.opened.discountOf(step)
    const discounts = block === null ? null : discountsIn(block, scope, world, fired)
    folded.push({
      line: { at, status: isIdle ? 'not reached' : 'applied', operand, value: running, discounts },
      premium: null,
    })
  }
  folded.push({ line: null, premium: running })
  return folded
}

function applyStep(op: StepProgram['op'], running: Fraction, operand: Fraction | null): Fraction {
  if (op === 'round') return running
  if (!operand) throw new Error(`A step without an operand: ${op}`)
  switch (op) {
    case 'base':
    case 'becomes':
      return operand
    case 'times':
      return by(running, operand)
    case 'plus':
      return plus(running, operand)
    case 'minus':
      return minus(running, operand)
    case 'at least':
      return difference(running, operand) < 0 ? operand : running
    case 'at most':
      return difference(running, operand) > 0 ? operand : running
  }
}

/** One after another, since each may speak of those before it. */
function workFees(premium: Fraction, start: Scope, world: World, fired: Fired) {
  const day = String(world.policy.facts['effective_on'])
  const known = new Map<string, Fraction>()
  return world.program.fees
    .filter(
      ({ from, until }) => !(from !== null && day < from) && !(until !== null && day >= until)
    )
    .map((fee) => {
      const charged = { premium, fees: new Map(known) }
      const worked = workFee(fee, start, { ...world, charged, worked: new Map() }, fired)
      known.set(fee.name, worked.amount)
      return worked
    })
}

function workFee(fee: Program['fees'][number], start: Scope, world: World, fired: Fired) {
  const zero = fraction('0')
  const scopes = scopesOf(fee.each, null, start, world).filter(
    (scope) => fee.rule === null || fired(fee.rule, scope)
  )
  const yearly = scopes
    .map((scope) => numberOf(evaluate(fee.amount, scope, world, fired)) ?? zero)
    .reduce(plus, zero)
  const months = fee.by === null ? fraction('12') : fraction(String(world.policy.facts[fee.by]))
  const exact = per(by(yearly, months), fraction('12'))
  const amount = fee.round ? roundedTo(exact, fraction(fee.round.to), fee.round.mode) : exact
  return { name: fee.name, count: scopes.length, amount }
}

/** An amount as the worksheet prints it. */
export function money(amount: Fraction): string {
  return printed(amount, 2)
}
