/** A rating factor: the steps of the order of calculation whose product it is. */
export interface WeighedFactor {
  readonly name: string
  readonly steps: readonly string[]
}

/** Which factors of a plan are weighed, and in which order they must weigh. */
export interface Weighing {
  /** Coverages that are weighed together. */
  readonly groups: readonly (readonly string[])[]
  /** Each may weigh no more than the one before it. */
  readonly inOrder: readonly WeighedFactor[]
  /** None of these may weigh more than the last in order. */
  readonly others: readonly WeighedFactor[]
  /** Steps that are no rating factor, with the reason. */
  readonly noFactor: ReadonlyMap<string, string>
  /** The book of the plan's own making that the order is judged over. */
  readonly book: { readonly size: number; readonly seed: number }
}

/** A weighing that makes no sense, or that does not fit the plan or the book. */
export class WeighingProblem extends Error {}

/** Reads `{book, groups, in_order, others, no_factor}`. @throws WeighingProblem naming what is wrong. */
export function readWeighing(json: unknown): Weighing {
  const { groups, in_order: inOrder, others, no_factor: noFactor, book } = object(json, 'the file')
  const { size, seed } = object(book, 'book')
  const read = {
    book: { size: whole(size, 'book.size', 1), seed: whole(seed, 'book.seed', 0) },
    groups: list(groups, 'groups').map((group, at) => texts(group, `groups[${at}]`)),
    inOrder: factors(inOrder, 'in_order'),
    others: factors(others, 'others'),
    noFactor: new Map(
      Object.entries(object(noFactor, 'no_factor')).map(([name, why]) => [name, String(why)])
    ),
  }
  const steps = [...read.inOrder, ...read.others].flatMap((factor) => factor.steps)
  const all = [...steps, ...read.noFactor.keys()]
  const twice = all.find((step, at) => all.indexOf(step) < at)
  if (twice !== undefined) throw new WeighingProblem(`The step "${twice}" is named twice`)
  return read
}

function factors(value: unknown, at: string): readonly WeighedFactor[] {
  return Object.entries(object(value, at)).map(([name, steps]) => ({
    name,
    steps: texts(steps, `${at}.${name}`),
  }))
}

function object(value: unknown, at: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  throw new WeighingProblem(`${at} is no object`)
}

function whole(value: unknown, at: string, least: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least) return value
  throw new WeighingProblem(`${at} is no whole number from ${least}`)
}

function list(value: unknown, at: string): readonly unknown[] {
  if (Array.isArray(value) && value.length > 0) return value
  throw new WeighingProblem(`${at} is no list with something in it`)
}

function texts(value: unknown, at: string): readonly string[] {
  return list(value, at).map((text) => {
    if (typeof text === 'string') return text
    throw new WeighingProblem(`${at} holds something that is no text`)
  })
}
