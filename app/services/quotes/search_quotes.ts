import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import { asBytea } from '#services/privacy/seal_facts'
import { soughtHashes } from '#services/privacy/search_hashes'

type IdQuery = DatabaseQueryBuilderContract<{ readonly id: string }>

/** How many words of a text lead to quotes; the others are looked up for what is found by those. */
const LEADING_WORDS = 2

/**
 * The ids of quotes that hold the text as a value, hold all of its words, or have it as the number of quote or policy:
 * one query for each way. Each walks an index from the newest quote, so that it may stop at a page's end
 * however many share a name.
 */
export function searchQueries(client: QueryClientContract, text: string): readonly IdQuery[] {
  const trimmed = text.trim()
  const sought = soughtHashes(text)
  const queries: IdQuery[] = []
  if (sought) queries.push(holding(client, [sought.whole]))
  if (sought && sought.words.length > 1) queries.push(holding(client, sought.words))
  if (POLICY_NUMBER.test(trimmed)) {
    queries.push(
      client
        .from('policies as found')
        .join('quotes as q', 'q.id', 'found.quote_id')
        .where('found.number', trimmed.toUpperCase())
    )
  }
  if (QUOTE_ID.test(trimmed)) queries.push(client.from('quotes as q').where('q.id', trimmed))
  return queries
}

const POLICY_NUMBER = /^[a-z]{1,8}-\d+$/i
const QUOTE_ID = /^\d{1,18}$/

/** Quotes with all of these hashes. */
function holding(client: QueryClientContract, hashes: readonly Buffer[]): IdQuery {
  const [first, second, ...others] = hashes.map(asBytea)
  const query: IdQuery = client
    .from('quote_search_hashes as found')
    .join('quotes as q', 'q.id', 'found.quote_id')
    .whereRaw('found.hash = cast(? as bytea)', [first ?? ''])
  if (second !== undefined) {
    query.joinRaw('join quote_search_hashes as also on also.quote_id = found.quote_id')
    query.whereRaw('also.hash = cast(? as bytea)', [second])
  }
  if (hashes.length > LEADING_WORDS) {
    query.whereRaw(
      `(select count(*) from quote_search_hashes as rest
        where rest.quote_id = found.quote_id and rest.hash = any(cast(? as bytea[]))) = ?`,
      [`{${others.map((hash) => `"\\${hash}"`).join(',')}}`, others.length]
    )
  }
  return query
}
