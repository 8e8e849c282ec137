import type { AssignLine, AssignValue, Ident, Ranking } from '../syntax/ast.ts'
import type { RankingModel, Value } from '../plan/model.ts'
import { plural } from '../plan/shape_index.ts'
import { resolveNumber, type World } from './resolver.ts'
import { enter, POLICY_SCOPE, type Scope } from './scope.ts'

type LeftOver = Extract<AssignLine, { readonly kind: 'left_over' }>
type RankLine = Extract<AssignLine, { readonly kind: 'rank' }>

/** Who is assigned to whom, each line that says so once, and where the assignment is called by its name. */
interface Assigning {
  readonly name: Ident
  readonly from: string
  readonly to: string
  readonly ranks: ReadonlyMap<string, RankLine>
  readonly leftOvers: ReadonlyMap<string, LeftOver>
  readonly hasTies: boolean
}

/**
 * `assign operator to each vehicle`: both lists ranked, ties in the order of entry, and what becomes of
 * those left over. All of it must be said, so that nobody has to guess.
 */
export function resolveAssign(
  { lines, span }: AssignValue,
  name: Ident,
  [each]: readonly Ident[],
  world: World
): Value | null {
  const to = each && listOfPolicy(each, world)
  if (!to) return null
  const assigning = readLines(lines, name, to, world)
  if (!assigning || !isWhole(assigning, world)) return null
  const { from, ranks, leftOvers } = assigning
  const rankings = (entity: string) => {
    const scope = enter(POLICY_SCOPE, entity, world.index)
    return ranks.get(entity)?.by.map((by) => resolveRanking(by, scope, world)) ?? []
  }
  const rankFrom = rankings(from)
  const rankTo = rankings(to)
  const takes = leftOvers.get(to)?.takes?.with
  const scope = enter(enter(POLICY_SCOPE, to, world.index), from, world.index)
  const leftOver = takes ? resolveRanking(takes, scope, world) : null
  const given = (all: readonly (RankingModel | null)[]) => all.filter((ranking) => ranking !== null)
  const isRead = given([...rankFrom, ...rankTo]).length === rankFrom.length + rankTo.length
  if (!isRead || (takes && !leftOver)) return null
  return {
    kind: 'assigned',
    type: { kind: 'entity', entity: from },
    span,
    from,
    to,
    rankFrom: given(rankFrom),
    rankTo: given(rankTo),
    leftOver,
  }
}

function resolveRanking({ by, first }: Ranking, scope: Scope, world: World): RankingModel | null {
  const value = resolveNumber(by, scope, world)
  return value && { by: value, first }
}

/** The entity that a word names, where the policy holds a list of it. */
function listOfPolicy({ name, span }: Ident, { index, report }: World): string | null {
  const entity = index.words.get(name)
  if (entity === undefined) {
    const message = `There is no entity "${name}"`
    return report.unknown('RATE203', { name, span }, message, index.words.keys())
  }
  if (index.entities.get(entity)?.holder === 'policy') return entity
  return report.error('RATE203', span, `Only what the policy holds is assigned, not a ${entity}`)
}

function readLines(
  lines: readonly AssignLine[],
  name: Ident,
  to: string,
  world: World
): Assigning | null {
  const ranks = new Map<string, RankLine>()
  const leftOvers = new Map<string, LeftOver>()
  let failed = false
  for (const line of lines) {
    if (line.kind === 'ties') continue
    const entity = listOfPolicy(line.entity, world)
    const known = line.kind === 'rank' ? ranks : leftOvers
    if (entity === null) failed = true
    else if (known.has(entity)) {
      failed = true
      world.report.error('RATE335', line.entity.span, `This was said of ${plural(entity)} before`)
    } else if (line.kind === 'rank') ranks.set(entity, line)
    else leftOvers.set(entity, line)
  }
  if (failed) return null
  const [from, third] = [...ranks.keys()].filter((entity) => entity !== to)
  if (from === undefined) {
    return world.report.error('RATE335', name.span, `It is not said who is assigned`, {
      help: 'write "rank ... by ... highest first" of those who are',
    })
  }
  if (third !== undefined) {
    const [span = name.span] = [ranks.get(third)?.entity.span]
    return world.report.error(
      'RATE335',
      span,
      `A ${from} is assigned to each ${to}; no ${third} is`
    )
  }
  const hasTies = lines.some(({ kind }) => kind === 'ties')
  return { name, from, to, ranks, leftOvers, hasTies }
}

/** Whether everything is said, and nothing that can not be. */
function isWhole(assigning: Assigning, { index, report }: World): boolean {
  const { name, from, to, ranks, leftOvers, hasTies } = assigning
  const open = (what: string, help: string) => {
    report.error('RATE335', name.span, `It is not said ${what}`, { help: `write "${help}"` })
    return false
  }
  if (!ranks.has(to)) {
    return open(`how ${plural(to)} are ranked`, `rank ${plural(to)} by ... highest first`)
  }
  if (!hasTies) return open('what becomes of ties', 'ties in order of entry')
  const ofTo = leftOvers.get(to)
  const ofFrom = leftOvers.get(from)
  if (!ofTo) {
    const help = `${to} left over takes the ${from} with the lowest ...`
    return open(`what becomes of a ${to} left over`, help)
  }
  if (!ofFrom) {
    return open(`what becomes of a ${from} left over`, `${from} left over is not assigned`)
  }
  const wrong = (span: Ident['span'], message: string, help?: string) => {
    report.error('RATE335', span, message, { help })
    return false
  }
  if (ofFrom.takes) {
    return wrong(ofFrom.span, `A ${from} left over takes nothing: it "is not assigned"`)
  }
  if (!ofTo.takes) return wrong(ofTo.span, `A ${to} left over takes a ${from}, or "no ${from}"`)
  const { entity } = ofTo.takes
  if (index.words.get(entity.name) !== from) {
    return wrong(entity.span, `A ${from} is assigned here, not a "${entity.name}"`)
  }
  const mayLackAny = (index.entities.get(from)?.shape.low ?? 0) === 0
  if (!ofTo.takes.with || !mayLackAny) return true
  return wrong(
    ofTo.span,
    `There may be no ${from} at all, and then none to take`,
    `write "takes no ${from}"`
  )
}
