import type { Client } from 'pg'
import type { SentQuery } from './sent_queries.ts'

/** A node of a plan as PostgreSQL tells it. */
interface Node {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly 'Rows Removed by Filter'?: number
  readonly 'Rows Removed by Index Recheck'?: number
  readonly 'Plans'?: readonly Node[]
}

/** What a statement read when it was carried out. */
export interface Read {
  /** Rows that came out of tables and indexes, those thrown away included. */
  readonly rows: number
  /** The tables that were read from end to end, and how many rows of each. */
  readonly whole: readonly { readonly table: string; readonly rows: number }[]
}

/** Carries a statement out, tells what it read, and undoes it. */
export async function explain(client: Client, { sql, bindings }: SentQuery): Promise<Read> {
  await client.query('savepoint explained')
  try {
    const text = `explain (analyze, timing off, format json) ${sql}`
    const { rows } = await client.query({ text, values: [...bindings] })
    return readBy(rows[0]['QUERY PLAN'][0].Plan)
  } finally {
    await client.query('rollback to savepoint explained')
  }
}

function readBy(node: Node): Read {
  const inner = (node.Plans ?? []).map(readBy)
  const table = node['Relation Name']
  const thrown =
    (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)
  const own = (node['Actual Rows'] + thrown) * node['Actual Loops']
  const isWhole = table !== undefined && node['Node Type'] === 'Seq Scan'
  return {
    rows: inner.reduce((sum, each) => sum + each.rows, table === undefined ? 0 : own),
    whole: [...inner.flatMap((each) => each.whole), ...(isWhole ? [{ table, rows: own }] : [])],
  }
}
