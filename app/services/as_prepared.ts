interface Named {
  readonly knexQuery: { options(options: { readonly name: string }): unknown }
}

/**
 * The query, which PostgreSQL parses and plans once a connection under this name and only carries out afterwards;
 * of a small query that is most of its cost. One name always has the same text.
 */
export function asPrepared<Query extends Named>(name: string, query: Query): Query {
  query.knexQuery.options({ name })
  return query
}
