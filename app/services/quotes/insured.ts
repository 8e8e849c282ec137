import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import db from '@adonisjs/lucid/services/db'
import type { Facts, ProductShape } from '#rules/index'
import { quoteKeyOf } from '#services/privacy/open_facts'
import { splitFacts } from '#services/privacy/private_facts'
import { seal, unseal, type QuoteKey } from '#services/privacy/quote_key'
import { asBytea } from '#services/privacy/seal_facts'
import { wordHashes } from '#services/privacy/search_hashes'
import { moveFailureOf, type MoveFailure, type Mover } from './life/move_quote.ts'
import { tellSaved } from './drafts/tell_saved.ts'
import { lockQuote } from './life/quote_under_lock.ts'
import { recordQuoteEvent } from './life/record_quote_event.ts'

/** Whom a policy names first, and where their mail goes. */
export interface Insured {
  readonly name: string
  /** Null where they take their documents on paper. */
  readonly email: string | null
  /** The mailing address, line by line. */
  readonly address: readonly string[]
}

export type InsuredResult =
  { readonly ok: true; readonly etag: number } | { readonly ok: false; readonly error: MoveFailure }

/** Names the insured of a quote, sealed like its private facts; a bound or an erased quote keeps what it has. */
export function nameInsured(
  id: string,
  insured: Insured,
  by: Mover,
  within?: TransactionClientContract
): Promise<InsuredResult> {
  return (within ?? db).transaction(async (transaction): Promise<InsuredResult> => {
    const quote = await lockQuote(id, transaction)
    const refusal = moveFailureOf(quote, by)
    if (!quote || refusal) return { ok: false, error: refusal ?? { type: 'no_such_quote' } }
    if (quote.status === 'bound') {
      const { status } = quote
      return { ok: false, error: { type: 'illegal_move', status, move: 'revise', legal: [] } }
    }
    const key = await quoteKeyOf(id, transaction)
    if (!key) return { ok: false, error: { type: 'erased' } }
    const { sealed } = await transaction
      .from('quotes')
      .where('id', id)
      .select('sealed_insured as sealed')
      .firstOrFail()
    const number = quote.lockVersion + 1
    await transaction
      .from('quotes')
      .where('id', id)
      .update({ sealed_insured: seal(key, insured), lock_version: number })
    await transaction.rawQuery(
      `insert into quote_search_hashes (hash, quote_id)
       select hash, :id from unnest(cast(:hashes as bytea[])) as hash on conflict do nothing`,
      { id, hashes: wordHashes(insured.name).map(asBytea) }
    )
    await journal(transaction, { id, number, status: quote.status }, by)
    const before = openInsured(sealed, key) ?? {}
    await tellSaved(transaction, {
      ...{ id, revision: number, below: '', before, after: insured },
      ...{ by: by.userId, at: by.at },
    })
    return { ok: true, etag: number }
  })
}

/** What was sealed as the insured of a quote; null where nobody named one. */
export function openInsured(sealed: Buffer | null, key: QuoteKey): Insured | null {
  // What was sealed is what nameInsured wrote.
  return sealed ? (unseal(key, sealed) as Insured) : null
}

/** Who stands for the insured where nobody was named: the first name that the facts hold. */
export function insuredByFacts(shape: ProductShape, facts: Facts): Insured {
  const { values } = splitFacts(shape, facts)
  const name = values.find(({ field }) => field.type.kind === 'text')?.value
  return { name: typeof name === 'string' ? name : 'The named insured', email: null, address: [] }
}

function journal(
  transaction: TransactionClientContract,
  {
    id,
    number,
    status,
  }: { id: string; number: number; status: Parameters<typeof recordQuoteEvent>[1]['to'] },
  by: Mover
) {
  return recordQuoteEvent(transaction, {
    quoteId: id,
    number,
    kind: 'insured',
    from: status,
    to: status,
    reason: null,
    actorId: by.userId,
    requestId: by.requestId,
    at: by.at,
  })
}
