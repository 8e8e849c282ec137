import type { ColumnInfo, SchemaRules } from '@adonisjs/lucid/types/schema_generator'

/** A column with its one true type; json columns arrive parsed, their text kept as it was written. */
function column(tsType: string, source?: string): ColumnInfo {
  return {
    tsType,
    decorators: [{ name: '@column' }],
    imports: source ? [{ source, typeImports: [tsType] }] : [],
  }
}

/** A 64-bit key: the driver hands it over as text, which loses no digit. */
const bigKey: ColumnInfo = {
  tsType: 'string',
  decorators: [{ name: '@column', args: { isPrimary: true } }],
  imports: [],
}

const anyObject = column('Readonly<Record<string, unknown>>')

export default {
  tables: {
    plan_versions: {
      columns: {
        status: column('StoredStatus', '#services/plans/life/plan_moves'),
        program: {
          ...column('Program | null'),
          imports: [{ source: '#rules/index', typeImports: ['Program'] }],
        },
        sources: column('PlanSources', '#services/plans/read_plan_sources'),
        new_business_range: column('string | null'),
        renewal_range: column('string | null'),
        new_business_from: column('string | null'),
        renewals_from: column('string | null'),
      },
    },
    users: { columns: { role: column('Role', '#services/quotes/life/moves') } },
    quotes: {
      columns: {
        id: bigKey,
        status: column('QuoteStatus', '#services/quotes/life/moves'),
        expires_on: column('string'),
        own_expires_on: column('string'),
      },
    },
    quote_versions: {
      columns: {
        id: bigKey,
        quote_id: column('string'),
        transaction: column("'new_business' | 'renewal'"),
        effective_on: column('string'),
        decision: column('Decision', '#rules/index'),
        facts: anyObject,
        premiums: {
          ...column('readonly StoredPremium[]'),
          imports: [
            { source: '#services/quotes/coverage_premiums', typeImports: ['StoredPremium'] },
          ],
        },
      },
    },
    plan_events: { columns: { id: bigKey } },
    live_events: { columns: { id: bigKey, payload: anyObject } },
  },
} satisfies SchemaRules
