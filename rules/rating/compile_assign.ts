import { compare } from '../money/arithmetic.ts'
import type { Exact } from '../money/decimal.ts'
import type { Expression, Ranking } from '../program/program.ts'
import { compileNumber } from './compile_expression.ts'
import type { Compiler } from './compiler.ts'
import type { Kind } from './layout.ts'
import type { Instance, Risk } from './risk.ts'

/** One of a list, with its place in it and what it was ranked by. */
export interface Ranked {
  readonly instance: Instance
  /** From 1. */
  readonly place: number
  readonly keys: readonly (Exact | null)[]
}

/** Who was assigned to the one in scope. */
export interface Assigned {
  readonly taker: Ranked
  /** Null where none is left to take. */
  readonly taken: Ranked | null
  readonly isLeftOver: boolean
}

export type Assignment = Extract<Expression, { readonly op: 'assign' }>

type Rank = (risk: Risk) => readonly Ranked[]

/** Compiles an assignment: what it comes to for the one of `to` in scope, with both ranks. */
export function compileAssignment(
  { from, to, rankFrom, rankTo, leftOver }: Assignment,
  compiler: Compiler
): (risk: Risk) => Assigned {
  const toKind = compiler.layout.kind(to)
  const fromKind = compiler.layout.kind(from)
  const takers = compileRank(toKind, rankTo, compiler)
  const candidates = compileRank(fromKind, rankFrom, compiler)
  const spare = leftOver && compileRank(fromKind, [leftOver], compiler)
  return (risk) => {
    const own = risk.at(toKind)
    const taker = takers(risk).find(({ instance }) => instance === own)
    if (!taker) throw new Error(`No ${to} in its own list`)
    const taken = candidates(risk)[taker.place - 1]
    if (taken) return { taker, taken, isLeftOver: false }
    return { taker, taken: (spare && spare(risk)[0]) ?? null, isLeftOver: true }
  }
}

/** The same, for the entity alone. */
export function compileAssign(
  expression: Assignment,
  compiler: Compiler
): (risk: Risk) => Instance | null {
  const assign = compileAssignment(expression, compiler)
  return (risk) => assign(risk).taken?.instance ?? null
}

/** All of a kind by rank; sorting keeps the order of entry where all rankings tie. */
function compileRank(kind: Kind, rankings: readonly Ranking[], compiler: Compiler): Rank {
  const keys = rankings.map(({ by }) => compileNumber(by, compiler))
  const signs = rankings.map(({ first }) => (first === 'highest' ? -1 : 1))
  return (risk) => {
    const before = risk.scope[kind.index] ?? null
    const ranked = risk.all(kind).map((instance) => {
      risk.scope[kind.index] = instance
      return { instance, keys: keys.map((key) => key(risk)) }
    })
    risk.scope[kind.index] = before
    return ranked
      .toSorted((a, b) => {
        for (const [at, sign] of signs.entries()) {
          const order = sign * compareKeys(a.keys[at] ?? null, b.keys[at] ?? null)
          if (order !== 0) return order
        }
        return 0
      })
      .map((each, at) => ({ ...each, place: at + 1 }))
  }
}

/** The compiler lets no ranking be missing; should one be, it ties. */
function compareKeys(a: Exact | null, b: Exact | null): number {
  return a === null || b === null ? 0 : compare(a, b)
}
