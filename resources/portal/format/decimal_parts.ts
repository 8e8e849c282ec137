/** A written number cut at its point, so that a column can be aligned there: `['$1,284', '.50']`. */
export function decimalParts(text: string): readonly [whole: string, fraction: string] {
  const at = text.indexOf('.')
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at)]
}

/** The most digits behind the point among these amounts. */
export function mostFractionDigits(amounts: Iterable<string | null>): number {
  let most = 0
  for (const amount of amounts) {
    most = Math.max(most, amount?.split('.')[1]?.length ?? 0)
  }
  return most
}
