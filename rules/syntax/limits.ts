/** What one source may at most contain; whatever is beyond is reported, never processed. */
export const limits = {
  /** UTF-16 units of one source. A plan of 5,000 lines has about 300,000. */
  sourceLength: 1_048_576,
  /** Tokens of one logical line, so that no tree becomes deeper than its readers can walk. */
  lineTokens: 2_000,
  /** Indented blocks, brackets and prefixes such as `not` within each other. */
  nesting: 64,
  /** Digits of one number. */
  numberLength: 30,
  /** Letters of one name. */
  nameLength: 64,
  /** Diagnostics of one source, the closing one not counted. */
  diagnostics: 100,
} as const
