/** Everything the importer may find; each is told with row and column, mended or not. */
export const FINDINGS = [
  'broken header',
  'column not expected',
  'column missing',
  'broken row',
  'bare quote',
  'stray space',
  'hostile cell',
  'percent beside numbers',
  'other word',
  'not readable',
  'duplicate',
  'conflict',
  'settled in vain',
  'not filed',
] as const
export type FindingKind = (typeof FINDINGS)[number]

/** What may be mended, where the recipe says so. */
export const MENDS = ['header', 'spaces', 'quotes', 'percents', 'words', 'duplicates'] as const
export type Mend = (typeof MENDS)[number]

/** One thing found in a filed table. */
export interface Finding {
  readonly kind: FindingKind
  /** In the filed file, the header being row 1; 0 where the file has no such row. */
  readonly row: number
  /** The name of the column, or of several. */
  readonly column: string
  /** As filed. */
  readonly found: string
  readonly message: string
  /** What was written instead; null where it was not mended and the table is refused. */
  readonly mended: string | null
}
