/** What one compilation may use; going past any of them is a diagnostic, never a slow answer. */
export const LIMITS = {
  /** Characters of one CSV. */
  tableCharacters: 8_000_000,
  /** Rows of one table, a matrix counted by its cells. */
  tableRows: 100_000,
  /** Cells that the proof of one table's totality may look at. */
  totalityCells: 1_000_000,
  /** Levels of the tree of a source, in nodes and lists. */
  nesting: 240,
  /** Levels of values inside values, through every `let`. */
  depth: 400,
  /** Digits after the point that a running value may grow to. */
  digits: 60,
  /** Steps, look-ups and rules of the largest risk. */
  worstCase: 1_000_000,
  /** Operations of any kind for the largest risk. */
  operations: 10_000_000,
  /** Digits of a whole number, so that a binary double holds it exactly. */
  integerDigits: 15,
  /** How many there may be of one entity. */
  entities: 1_000,
} as const
