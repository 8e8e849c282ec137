import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { DateTime } from 'luxon'
import type QuoteVersion from '#models/quote_version'
import { writeDocument } from '#services/documents/write_document'
import { seal, unwrapKey } from '#services/privacy/quote_key'
import { openInsured } from '#services/quotes/insured'
import type { ProvenPrice } from '#services/quotes/life/prove_price'
import type { LockedQuote } from '#services/quotes/life/quote_under_lock'
import { hashContent } from './read_declarations.ts'
import { splitInstalments } from './split_instalments.ts'

/** A policy that was written. */
export interface IssuedPolicy {
  readonly id: string
  readonly number: string
  readonly insuredHasEmail: boolean
}

interface Issue {
  readonly quote: LockedQuote
  readonly version: QuoteVersion
  readonly proven: Extract<ProvenPrice, { readonly ok: true }>
  readonly instalments: number
  readonly boundBy: number
  /** Now where it is left out. */
  readonly at?: Date | undefined
}

/**
 * Writes a policy with its first term, the worksheet kept whole, the content of its declarations page, and the
 * instalments, in the caller's transaction. Numbers rise, and one that is rolled back is not used again.
 */
export async function issuePolicy(
  issue: Issue,
  transaction: TransactionClientContract
): Promise<IssuedPolicy> {
  const { quote, version, proven, at } = issue
  const number = await nextNumber(quote.state, transaction)
  const [policy] = await transaction
    .table('policies')
    .insert({
      number,
      quote_id: quote.id,
      plan_id: quote.planId,
      bound_by: issue.boundBy,
      ...(at && { bound_at: at }),
    })
    .returning('id')
  const begins = version.effectiveOn
  const first = DateTime.fromISO(begins, { zone: 'utc' })
  const ends = first.plus({ months: proven.termMonths }).toFormat('yyyy-MM-dd')
  const instalments = splitInstalments(version.total, issue.instalments, begins)
  const stored = (column: 'facts' | 'sealed_facts') =>
    transaction.raw(`(select ${column} from quote_versions where id = ?)`, [version.id])
  const declared = await declare(issue, { number, begins, ends, instalments }, transaction)
  const [term] = await transaction
    .table('policy_versions')
    .insert({
      policy_id: policy.id,
      term: 1,
      number: 1,
      quote_version_id: version.id,
      period: `[${begins},${ends})`,
      facts: stored('facts'),
      sealed_facts: stored('sealed_facts'),
      program_hash: version.programHash,
      worksheet: JSON.stringify(proven.worksheet),
      currency: version.currency,
      total: version.total,
      ...(at && { recorded_at: at }),
      ...declared.columns,
    })
    .returning('id')
  await transaction.table('instalments').multiInsert(
    instalments.map((each) => ({
      policy_version_id: term.id,
      number: each.number,
      due_on: each.dueOn,
      amount: each.amount,
    }))
  )
  return { id: policy.id, number, insuredHasEmail: declared.insuredHasEmail }
}

async function nextNumber(state: string, transaction: TransactionClientContract): Promise<string> {
  const { rows } = await transaction.rawQuery(`select nextval('policy_numbers') as next`)
  return `${state}-${String(rows[0].next).padStart(8, '0')}`
}

/** The columns that keep what the declarations page says, sealed by the quote's key. */
async function declare(
  { quote, proven }: Issue,
  term: {
    readonly number: string
    readonly begins: string
    readonly ends: string
    readonly instalments: ReturnType<typeof splitInstalments>
  },
  transaction: TransactionClientContract
) {
  const owner: { dataKey: Buffer; sealedInsured: Buffer | null; producer: string } =
    await transaction
      .from('quotes')
      .join('users', 'users.id', 'quotes.created_by')
      .where('quotes.id', quote.id)
      .select('data_key as dataKey', 'sealed_insured as sealedInsured', 'full_name as producer')
      .firstOrFail()
  const key = unwrapKey(owner.dataKey)
  const insured = openInsured(owner.sealedInsured, key)
  const content = await writeDocument(
    {
      ...proven,
      insured,
      producer: owner.producer,
      period: term,
      instalments: term.instalments,
    },
    { kind: 'declarations', number: term.number }
  )
  return {
    insuredHasEmail: typeof insured?.email === 'string',
    columns: {
      sealed_insured: owner.sealedInsured,
      sealed_declarations: seal(key, content),
      declarations_hash: hashContent(content),
    },
  }
}
