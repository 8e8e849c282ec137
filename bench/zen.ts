import { ZenEngine } from '@gorules/zen-engine'

import type { Facts } from '#rules/facts/facts'
import type { Program } from '#rules/program/program'

/*
 * A part of the Texas plan that the other engine can be asked for with the same outcome: the factors of a vehicle's
 * coverages that come out of tables by exact keys: use, and symbol in bands. One decision table of GoRules each.
 */

/** The tables that are compared, with the coverages as their last key. */
export const ZEN_TABLES = ['use_factor', 'symbol_factor'] as const

export interface ZenRating {
  /** The product of the factors of the part, of every vehicle and coverage that it has taken, in the order of the facts. */
  rate(facts: Facts): Promise<readonly number[]>
  dispose(): void
}

interface Vehicle {
  readonly use: string
  readonly symbol: number
  readonly coverages: Readonly<Record<string, unknown>>
}

/** Prepares the part in `@gorules/zen-engine`, one evaluation for each vehicle and coverage. */
export function zenRating(program: Program): ZenRating {
  const engine = new ZenEngine()
  const decision = engine.createDecision(graphOf(program))
  return {
    rate: async (facts) => {
      const factors: number[] = []
      for (const { use, symbol, coverage } of askedOf(facts)) {
        const { result } = await decision.evaluate({ use, symbol, coverage })
        factors.push(result.use_factor * (result.symbol_factor ?? 1))
      }
      return factors
    },
    dispose: () => engine.dispose(),
  }
}

/** The same part by the program's own rows, without any index: what both must come to. */
export function byRows(program: Program, facts: Facts): readonly number[] {
  return askedOf(facts).map(({ use, symbol, coverage }) => {
    const keys: Readonly<Record<string, string | number>> = { use, symbol, coverage }
    return ZEN_TABLES.reduce((product, name) => {
      const table = program.tables.find((one) => one.name === name)
      const row = table?.rows.find(({ keys: cells }) =>
        cells.every((cell, at) => {
          const key = keys[table.keys[at]?.name ?? '']
          if ('is' in cell) return cell.is === String(key)
          if (!('includesTo' in cell)) return false
          const [from, to] = [Number(cell.from ?? -Infinity), Number(cell.to ?? Infinity)]
          const value = Number(key)
          return value >= from && (cell.includesTo ? value <= to : value < to)
        })
      )
      return product * Number(row?.values[0] ?? 1)
    }, 1)
  })
}

function askedOf(facts: Facts) {
  // The shape of the Texas plan has this list.
  const vehicles = facts['vehicles'] as unknown as readonly Vehicle[]
  return vehicles.flatMap(({ use, symbol, coverages }) =>
    Object.keys(coverages).map((coverage) => ({ use, symbol, coverage }))
  )
}

function graphOf(program: Program): object {
  const tables = ZEN_TABLES.map((name) => {
    const table = program.tables.find((one) => one.name === name)
    if (!table) throw new Error(`The plan has no table ${name}`)
    return {
      id: name,
      name,
      type: 'decisionTableNode',
      position: { x: 0, y: 0 },
      content: {
        hitPolicy: 'first',
        passThrough: false,
        inputs: table.keys.map(({ name: key }) => ({ id: key, name: key, field: key })),
        outputs: [{ id: 'factor', name, field: name }],
        rules: table.rows.map(({ keys, values }, at) => ({
          _id: `${name} ${at}`,
          ...Object.fromEntries(table.keys.map(({ name: key }, place) => [key, test(keys[place])])),
          factor: values[0],
        })),
      },
    }
  })
  const position = { x: 0, y: 0 }
  return {
    nodes: [
      { id: 'in', name: 'in', type: 'inputNode', position },
      ...tables,
      { id: 'out', name: 'out', type: 'outputNode', position },
    ],
    edges: ZEN_TABLES.flatMap((name) => [
      { id: `to ${name}`, type: 'edge', sourceId: 'in', targetId: name },
      { id: `from ${name}`, type: 'edge', sourceId: name, targetId: 'out' },
    ]),
  }
}

function test(cell: Program['tables'][number]['rows'][number]['keys'][number] | undefined): string {
  if (cell && 'is' in cell) return /^\d+$/.test(cell.is) ? cell.is : JSON.stringify(cell.is)
  if (!cell || !('includesTo' in cell)) return ''
  const to = cell.to === undefined ? '' : `${cell.includesTo ? '<=' : '<'} ${cell.to}`
  const from = cell.from === undefined ? '' : `>= ${cell.from}`
  return [from, to].filter((part) => part !== '').join(' and ')
}
