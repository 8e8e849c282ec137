import { ZenEngine } from '@gorules/zen-engine'

import type { Facts } from '#rules/facts/facts'
import type { KeyCell, Program, TableProgram } from '#rules/program/program'

import { zenSteps } from './zen_steps.ts'

/*
 * The premiums of the Texas plan by the other engine: its tables as decision tables of GoRules, its discounts and steps as
 * expressions, which that engine works out in decimals. Whole years, whether the household is clean and whether a course
 * is recent are told to it, since it knows no such functions; the rules of eligibility are not asked.
 */

export interface ZenRating {
  /** Premiums in cents, by vehicle and coverage as bulk rating has them: NaN where one is not taken. */
  rate(facts: Facts): Promise<readonly number[]>
  dispose(): void
}

/** What is read of a quote. */
interface Quote {
  readonly policy: Readonly<Record<string, unknown>> & {
    readonly effective_on: string
    readonly insurance_score?: number
  }
  readonly drivers: readonly (Readonly<Record<string, unknown>> & {
    readonly born_on: string
    readonly licensed_on: string
    readonly course_on?: string
    readonly violations: readonly { readonly kind: string; readonly on: string }[]
  })[]
  readonly vehicles: readonly (Readonly<Record<string, unknown>> & {
    readonly symbol: number
    readonly model_year: number
    readonly principal: number
    readonly coverages: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  })[]
}

const POLICY = ['territory_of_zip', 'tier_of_risk']
const VIOLATION = ['violation_points']
/** What stands for an answer that was not given. */
const NOT_GIVEN = -1

/** Prepares the plan: one evaluation for the policy, one for each violation, one for each premium. */
export function zenRating(program: Program): ZenRating {
  const engine = new ZenEngine()
  const graph = (names: readonly string[], steps: object | null) =>
    engine.createDecision(graphOf(tablesOf(program, names), steps))
  const ofPolicy = graph(POLICY, null)
  const ofViolation = graph(VIOLATION, null)
  const others = program.tables.map(({ name }) => name)
  const ofPremium = graph(
    others.filter((name) => ![...POLICY, ...VIOLATION].includes(name)),
    zenSteps(program)
  )
  const coverages = program.premiums[0]?.coverages ?? []

  const rate = async (facts: Facts): Promise<readonly number[]> => {
    // Facts of the shape of the Texas plan have what is read of them.
    const { policy, drivers, vehicles } = facts as unknown as Quote
    const today = policy.effective_on
    const { result: shared } = await ofPolicy.evaluate({
      zip: policy['garaging_zip'],
      insurance_score: policy.insurance_score ?? NOT_GIVEN,
      prior_cover: policy['prior_cover'],
    })
    const points = await Promise.all(
      drivers.map(async ({ violations }) => {
        let sum = 0
        for (const { kind, on } of violations) {
          const { result } = await ofViolation.evaluate({ kind, years_since: years(on, today) })
          sum += result.violation_points
        }
        return Math.min(sum, 12)
      })
    )
    const isClean = drivers.every(({ violations }) =>
      violations.every(({ on }) => years(on, today) >= 3)
    )
    const premiums: number[] = []
    for (const vehicle of vehicles) {
      const operator = drivers[vehicle.principal - 1]
      if (!operator) throw new RangeError('The operator is one of the drivers')
      for (const coverage of coverages) {
        const terms = vehicle.coverages[coverage]
        if (!terms) {
          premiums.push(Number.NaN)
          continue
        }
        const { result } = await ofPremium.evaluate({
          ...{ policy, vehicle, operator, coverage, vehicles: vehicles.length, is_clean: isClean },
          has_course: isRecent(operator.course_on, today),
          territory: shared.territory_of_zip,
          tier: String(shared.tier_of_risk),
          age: years(operator.born_on, today),
          marital_status: operator['marital_status'],
          points: points[vehicle.principal - 1],
          experience: years(operator.licensed_on, today),
          use: vehicle['use'],
          annual_miles: vehicle['annual_miles'],
          symbol: String(vehicle.symbol),
          vehicle_age: Math.max(0, Number(today.slice(0, 4)) - vehicle.model_year),
          limit: String(terms['limit']),
          deductible: String(terms['deductible']),
        })
        premiums.push(Math.round(result.premium * 100))
      }
    }
    return premiums
  }
  return { rate, dispose: () => engine.dispose() }
}

/** Whole years from one date `YYYY-MM-DD` to another. */
function years(from: string, to: string): number {
  return Number(to.slice(0, 4)) - Number(from.slice(0, 4)) - (to.slice(5) < from.slice(5) ? 1 : 0)
}

/** Within three years before; the 29th of February goes to the 28th. */
function isRecent(course: string | undefined, today: string): boolean {
  if (course === undefined || course > today) return false
  const day = today.slice(5) === '02-29' ? '02-28' : today.slice(5)
  return course >= `${Number(today.slice(0, 4)) - 3}-${day}`
}

function tablesOf(program: Program, names: readonly string[]): readonly object[] {
  return names.map((name) => {
    const table = program.tables.find((one) => one.name === name)
    if (!table) throw new Error(`The plan has no table ${name}`)
    return tableNode(table)
  })
}

function tableNode({ name, keys, columns, rows }: TableProgram): object {
  const isText = columns[0]?.type === 'text'
  return {
    ...{ id: name, name, type: 'decisionTableNode', position: { x: 0, y: 0 } },
    content: {
      hitPolicy: 'first',
      passThrough: false,
      inputs: keys.map(({ name: key }) => ({ id: key, name: key, field: key })),
      outputs: [{ id: 'output', name, field: name }],
      rules: rows.map(({ keys: cells, values: [value = ''] }, at) => ({
        _id: `${name} ${at}`,
        ...Object.fromEntries(keys.map(({ name: key }, place) => [key, test(cells[place])])),
        output: isText ? JSON.stringify(value) : value,
      })),
    },
  }
}

/** All tables side by side, then the steps where there are any. */
function graphOf(tables: readonly object[], steps: object | null): object {
  const position = { x: 0, y: 0 }
  const edge = (sourceId: string, targetId: string) => ({
    ...{ id: `${sourceId} to ${targetId}`, type: 'edge', sourceId, targetId },
  })
  const ids = tables.flatMap((node) => ('id' in node ? [String(node.id)] : []))
  const last = steps ? 'steps' : 'out'
  return {
    nodes: [
      { id: 'in', name: 'in', type: 'inputNode', position },
      ...tables,
      ...(steps
        ? [{ id: 'steps', name: 'steps', type: 'expressionNode', position, content: steps }]
        : []),
      { id: 'out', name: 'out', type: 'outputNode', position },
    ],
    edges: [
      ...ids.flatMap((id) => [edge('in', id), edge(id, last)]),
      ...(steps ? [edge('in', 'steps'), edge('steps', 'out')] : []),
    ],
  }
}

function test(cell: KeyCell | undefined): string {
  if (!cell) return ''
  if ('is' in cell) return JSON.stringify(cell.is)
  if ('notGiven' in cell) return String(NOT_GIVEN)
  if (!('includesTo' in cell)) return ''
  const to = cell.to === undefined ? '' : `${cell.includesTo ? '<=' : '<'} ${cell.to}`
  const from = cell.from === undefined ? '' : `>= ${cell.from}`
  return [from, to].filter((part) => part !== '').join(' and ')
}
