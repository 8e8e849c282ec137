import { grouped } from './money.ts'

/** A decimal cut at its point, so that a column can be aligned there: `['1,284', '.50']`. */
export function decimalParts(amount: string): readonly [whole: string, fraction: string] {
  const [whole = '', fraction] = grouped(amount).split('.')
  return [whole.replace(/^-/, '−'), fraction === undefined ? '' : `.${fraction}`]
}

/** The most digits behind the point among these amounts. */
export function mostFractionDigits(amounts: Iterable<string | null>): number {
  let most = 0
  for (const amount of amounts) {
    most = Math.max(most, amount?.split('.')[1]?.length ?? 0)
  }
  return most
}
