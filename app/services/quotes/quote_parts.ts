/** What may be told of a quote beside its newest version; each costs a look at other tables. */
export const QUOTE_PARTS = ['versions', 'journal', 'elections', 'rerate'] as const
export type QuotePart = (typeof QUOTE_PARTS)[number]
