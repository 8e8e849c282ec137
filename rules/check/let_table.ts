import { childrenOf } from '../plan/children.ts'
import type { LetModel, Value } from '../plan/model.ts'
import type { ShapeIndex } from '../plan/shape_index.ts'
import type { Span } from '../source.ts'
import type { AssignValue, CasesValue, Citation, Expr, Ident, PlanFile } from '../syntax/ast.ts'
import { constantSeries, resolveSeries, type ConstantSeries } from './constants.ts'
import { didYouMean } from './did_you_mean.ts'
import { inOrderOfMention } from './order_of_mention.ts'
import { resolveAssign } from './resolve_assign.ts'
import { resolveCases } from './resolve_cases.ts'
import { LIMITS } from './limits.ts'
import type { Report } from './report.ts'
import { resolve, type LetSignature, type World } from './resolver.ts'
import { POLICY_SCOPE, type Scope } from './scope.ts'

/** A `let`, or the constants of one name. */
interface Declared {
  readonly name: Ident
  readonly of: readonly Ident[]
  readonly value: Expr | CasesValue | AssignValue | ConstantSeries
  readonly citation: Citation | undefined
  readonly span: Span
}

interface Entry {
  readonly declared: Declared
  readonly of: readonly string[]
  state: 'waiting' | 'resolving' | 'resolved'
  value: Value | null
}

/** How many lets may wait for one another while they are resolved. */
const MAX_WAITING = 8

/**
 * The lets of a plan. `resolveAll` comes first and resolves each after those it mentions; one that is
 * asked for while it is being resolved depends on itself.
 */
export class LetTable {
  readonly #entries = new Map<string, Entry>()
  readonly #index: ShapeIndex
  readonly #report: Report
  readonly #waiting: string[] = []

  constructor(file: PlanFile, index: ShapeIndex, report: Report) {
    this.#index = index
    this.#report = report
    for (const declared of [...letsOf(file), ...constantsOf(file)]) {
      if (this.#entries.has(declared.name.name)) continue
      const of = this.#entities(declared)
      this.#entries.set(declared.name.name, {
        declared,
        of: of ?? [],
        state: of ? 'waiting' : 'resolved',
        value: null,
      })
    }
  }

  get names(): ReadonlySet<string> {
    return new Set(this.#entries.keys())
  }

  of(name: string): Pick<LetModel, 'of'> | undefined {
    return this.#entries.get(name)
  }

  signature(name: string, from: Span, world: World): LetSignature | null {
    const entry = this.#entries.get(name)
    if (!entry) return null
    if (entry.state === 'resolving') return this.#reportCycle(name, from)
    if (entry.state === 'waiting') {
      if (this.#waiting.length >= MAX_WAITING) {
        return this.#report.error(
          'RATE504',
          from,
          `More than ${MAX_WAITING} lets wait for one another here`,
          {
            help: 'let each come after those it speaks of',
          }
        )
      }
      this.#resolve(name, entry, world)
    }
    return { of: entry.of, value: entry.value }
  }

  /** Every `let` that could be resolved, each after those it depends on. */
  resolveAll(world: World): ReadonlyMap<string, LetModel> {
    const declared = new Map([...this.#entries].map(([name, entry]) => [name, entry.declared]))
    for (const name of inOrderOfMention(declared)) {
      const entry = this.#entries.get(name)
      if (entry?.state === 'waiting') this.#resolve(name, entry, world)
    }
    return this.#models
  }

  readonly #models = new Map<string, LetModel>()
  readonly #depths = new Map<string, number>()

  #resolve(name: string, entry: Entry, world: World) {
    entry.state = 'resolving'
    this.#waiting.push(name)
    const { value: written } = entry.declared
    const scope = this.#scope(entry)
    const value = resolveWritten(written, entry.declared, scope, world)
    this.#waiting.pop()
    entry.state = 'resolved'
    if (!value || !this.#isShallow(name, value, entry.declared)) return
    entry.value = value
    this.#models.set(name, {
      name,
      of: entry.of,
      value,
      citation: entry.declared.citation?.text,
      span: entry.declared.span,
    })
  }

  #isShallow(name: string, value: Value, declared: Declared): boolean {
    const depth = this.#depth(value)
    this.#depths.set(name, depth)
    if (depth <= LIMITS.depth) return true
    this.#report.error(
      'RATE504',
      declared.name.span,
      `"${name}" stands on values ${depth} levels deep; the limit is ${LIMITS.depth}`
    )
    return false
  }

  #depth(value: Value): number {
    if (value.kind === 'let') return 1 + (this.#depths.get(value.name) ?? 0)
    return 1 + childrenOf(value).reduce((most, child) => Math.max(most, this.#depth(child)), 0)
  }

  #reportCycle(name: string, from: Span): null {
    const cycle = [...this.#waiting.slice(this.#waiting.indexOf(name)), name]
    const places = cycle.slice(0, -1).flatMap((each) => {
      const span = this.#entries.get(each)?.declared.name.span
      return span ? [{ span, message: `"${each}" stands here` }] : []
    })
    return this.#report.error(
      'RATE210',
      from,
      `"${name}" depends on itself: ${cycle.join(' -> ')}`,
      {
        related: places,
      }
    )
  }

  #scope({ of }: Entry): Scope {
    const entities = ['policy', ...of.filter((kind) => kind !== 'coverage')]
    if (!of.includes('coverage')) return { ...POLICY_SCOPE, entities }
    const carriers = new Set([...this.#index.coverages.values()].map(({ carrier }) => carrier))
    const carrier = entities.findLast((entity) => carriers.has(entity)) ?? null
    const names = [...this.#index.coverages].flatMap(([name, coverage]) =>
      carrier === null || coverage.carrier === carrier ? [name] : []
    )
    return { ...POLICY_SCOPE, entities, coverage: { carrier, names, bound: null } }
  }

  /** What a `let` is of, holders first, `coverage` last; null where an entity is unknown. */
  #entities(declared: Declared): readonly string[] | null {
    const wanted = new Set<string>()
    for (const { name, span } of declared.of) {
      const path = this.#index.entities.get(name)?.path
      if (name !== 'coverage' && !path) {
        const hint = didYouMean(name, ['coverage', ...this.#index.entities.keys()])
        return this.#report.error('RATE203', span, `There is no entity "${name}"${hint}`)
      }
      for (const step of path ?? []) wanted.add(step)
    }
    const entities = [...this.#index.entities.keys()].filter((entity) => wanted.has(entity))
    const hasCoverage = declared.of.some(({ name }) => name === 'coverage')
    return hasCoverage ? [...entities, 'coverage'] : entities
  }
}

function letsOf(file: PlanFile): readonly Declared[] {
  return file.items.flatMap((item) =>
    item.kind === 'let' ? [{ ...item, citation: item.citation }] : []
  )
}

function constantsOf(file: PlanFile): readonly Declared[] {
  return [...constantSeries(file).values()].flatMap((series) => {
    const [first] = series.versions
    if (!first) return []
    const { name, citation, span } = first
    return [{ name, of: [], value: series, citation, span }]
  })
}

function resolveWritten(
  written: Declared['value'],
  { name, of, span }: Declared,
  scope: Scope,
  world: World
): Value | null {
  switch (written.kind) {
    case 'series':
      return resolveSeries(written, name.name, span, world)
    case 'cases':
      return resolveCases(written, name.name, scope, world)
    case 'assign':
      return resolveAssign(written, name, of, world)
    default:
      return resolve(written, scope, world)
  }
}
