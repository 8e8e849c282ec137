import type { CoverageReport, PointKind, Reach, ReachedPoint } from './coverage.ts'

const KIND_WORDS: Readonly<Record<PointKind, string>> = {
  rule: 'Rules',
  branch: 'Parts of conditions',
  step: 'Steps',
  bound: 'Caps and floors',
  discount: 'Discounts',
  fee: 'Fees',
  edge: 'Edges of bands',
  row: 'Rows of tables',
}

// In the order of the literal above, whose keys these are.
const KINDS = Object.keys(KIND_WORDS) as readonly PointKind[]

export interface CoverageText {
  /** Whether to name every point, not only the first few of each table. */
  readonly all: boolean
}

const FEW = 6

/**
 * The share of its points, rows of tables apart, that a plan's examples reach, in whole percent
 * rounded down: 100 means all of them.
 */
export function coveredPercent({ points }: Pick<CoverageReport, 'points'>): number {
  const counted = points.filter(({ kind }) => kind !== 'row')
  const covered = counted.filter(({ reach }) => reach === 'examples')
  return counted.length === 0 ? 100 : Math.floor((covered.length * 100) / counted.length)
}

/** A report as text: a table of counts, then what only generated risks reach, then what nothing does. */
export function renderCoverage(report: CoverageReport, { all }: CoverageText): string {
  const { plan, examples, generated, refused, seed, points, worstCase } = report
  const refusals = refused === 0 ? '' : `, ${refused} of them refused`
  return [
    `${plan.title} ${plan.version}: ${examples} worked examples, ${generated} generated risks from seed ${seed}${refusals}`,
    '',
    ...countLines(points),
    '',
    `The largest risk takes ${worstCase.steps} steps, ${worstCase.lookups} look-ups and ${worstCase.rules} rules.`,
    `The examples reach ${coveredPercent(report)} % of it, rows of tables apart.`,
    ...listed('Only generated risks reach', 'generated', points, all),
    ...listed('Nothing reaches', 'never', points, all),
    '',
  ].join('\n')
}

function countLines(points: readonly ReachedPoint[]): readonly string[] {
  const rows = KINDS.flatMap((kind) => {
    const ofKind = points.filter((point) => point.kind === kind)
    if (ofKind.length === 0) return []
    const count = (reach: Reach) => ofKind.filter((point) => point.reach === reach).length
    const numbers = [ofKind.length, count('examples'), count('generated'), count('never')]
    return [[KIND_WORDS[kind], ...numbers.map(String)]]
  })
  const [first, ...others] = [['', 'in all', 'examples', 'only generated', 'nothing'], ...rows]
  const widths = first?.map((word) => word.length) ?? []
  return [first ?? [], ...others].map((cells) =>
    cells
      .map((cell, at) => (at === 0 ? cell.padEnd(20) : cell.padStart((widths[at] ?? 0) + 2)))
      .join('')
      .trimEnd()
  )
}

function listed(
  heading: string,
  reach: Reach,
  points: readonly ReachedPoint[],
  all: boolean
): readonly string[] {
  const missed = points.filter((point) => point.reach === reach)
  if (missed.length === 0) return []
  return [
    '',
    heading,
    ...KINDS.flatMap((kind) => {
      const groups = Map.groupBy(
        missed.filter((point) => point.kind === kind),
        ({ of }) => of
      )
      return [...groups].map(([of, group]) => `  ${lineOf(kind, of, group, all)}`)
    }),
  ]
}

function lineOf(kind: PointKind, of: string, group: readonly ReachedPoint[], all: boolean): string {
  const shown = all ? group : group.slice(0, FEW)
  const rest = group.length - shown.length
  const separator = kind === 'row' ? '; ' : ', '
  const words = shown.map(({ what }) => what).join(separator)
  const more = rest > 0 ? `${separator}and ${rest} more` : ''
  return `${KIND_WORDS[kind].toLowerCase()}  ${of}: ${words}${more}`
}
