import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import { asBytea } from '#services/privacy/seal_facts'
import { soughtHashes } from '#services/privacy/search_hashes'

/** A query of quotes as `q`, whose ids are wanted. */
export type IdQuery = DatabaseQueryBuilderContract<{ readonly id: string }>

/** How many words of a text lead to quotes; the others are looked up for what is found by those. */
const LEADING_WORDS = 2

/** How quotes are searched for a text. */
export interface QuoteSearch {
  /** Names the text of the queries, whatever is bound to them. */
  readonly name: string
  /** The ids of quotes (`q`), in a query for each way to find them; none where the text has no sign to search for. */
  queries(client: QueryClientContract): readonly IdQuery[]
}

/**
 * Finds the quotes that hold the text as a value, hold all of its words, or have it as the number of quote or policy.
 * Each query walks an index from the newest quote, so that it may stop at a page's end however many share a name.
 */
export function searchFor(text: string): QuoteSearch {
  const trimmed = text.trim()
  const ways: [string, (client: QueryClientContract) => IdQuery][] = []
  const { whole, words = [] } = soughtHashes(text) ?? {}
  if (whole) ways.push(['value', (client) => holding(client, [whole])])
  if (words.length > 1) {
    const form = words.length > LEADING_WORDS ? 'words' : 'two words'
    ways.push([form, (client) => holding(client, words)])
  }
  if (POLICY_NUMBER.test(trimmed)) ways.push(['policy', (client) => numbered(client, trimmed)])
  if (QUOTE_ID.test(trimmed)) {
    ways.push(['id', (client) => client.from('quotes as q').where('q.id', trimmed)])
  }
  return {
    name: ways.map(([name]) => name).join(', '),
    queries: (client) => ways.map(([, query]) => query(client)),
  }
}

const POLICY_NUMBER = /^[a-z]{1,8}-\d+$/i
const QUOTE_ID = /^\d{1,18}$/

function numbered(client: QueryClientContract, number: string): IdQuery {
  return client
    .from('policies as found')
    .join('quotes as q', 'q.id', 'found.quote_id')
    .where('found.number', number.toUpperCase())
}

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
