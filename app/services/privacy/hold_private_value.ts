import { soughtHashes } from './search_hashes.ts'
import { asBytea } from './seal_facts.ts'

/** A condition on `q.id` of an SQL statement, with its bindings. */
export interface SqlCondition {
  readonly sql: string
  readonly bindings: string[]
}

/**
 * What holds for the quotes (as `q`) one of whose private values is what someone typed, or all of whose words are
 * among them: a name, a date of birth, a VIN, a ZIP code. Undefined where nothing was typed that could be found.
 */
export function holdsPrivateValue(text: string): SqlCondition | undefined {
  const sought = soughtHashes(text)
  if (!sought) return undefined
  const byHash = 'select quote_id from quote_search_hashes where hash = cast(? as bytea)'
  const all = sought.words.map(() => byHash).join(' intersect ')
  return {
    sql: `q.id in (${byHash} union (${all}))`,
    bindings: [sought.whole, ...sought.words].map(asBytea),
  }
}
