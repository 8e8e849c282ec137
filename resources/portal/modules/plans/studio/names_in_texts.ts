/** A name that a plan or its product declares, and what it names. */
export interface DeclaredName {
  readonly name: string
  readonly kind: string
  readonly title: string
  /** The entity whose field it is; null for what stands by itself. */
  readonly of: string | null
}

const STATEMENT =
  /^(?:replace\s+|only\s+)?(table|let|constant|rule|fee|charge|tax|discounts|premium)\s+([A-Za-z_][\w-]*)(?:[^"\n]*"([^"]*)")?/
const ENTITY = /^(policy|[a-z_]\w*)(?:\s+\d+ to \d+)?\s*$/
const COVERAGE = /^\s+([A-Z][A-Z0-9_]*)\s+"([^"]*)"/
const FIELD =
  /^\s+(?:ask\s+([a-z_]\w*)\s+)?([a-z_]\w*)\s+(?:date|months|integer|money|factor|text|yes\/no|zip|vin|[\w-]+,|[a-z_]\w*\s{2,})[^"]*"([^"]*)"/

/** Every name that these texts declare, once, in their order: what an editor offers to complete. */
export function namesIn(texts: readonly string[]): readonly DeclaredName[] {
  const names = new Map<string, DeclaredName>()
  const add = (name: string, kind: string, title = '', of: string | null = null) => {
    const key = `${of ?? ''}.${name}`
    if (!names.has(key)) names.set(key, { name, kind, title, of })
  }
  for (const text of texts) {
    let entity: string | null = null
    for (const line of text.split('\n')) {
      const [, kind, declared, title] = STATEMENT.exec(line) ?? []
      if (kind !== undefined && declared !== undefined) {
        add(declared, kind, title)
        entity = null
        continue
      }
      const [, opened] = ENTITY.exec(line) ?? []
      if (opened !== undefined) {
        entity = opened
        add(opened, 'entity')
        continue
      }
      if (/^\S/.test(line)) entity = null
      const [, asked, field, question] = FIELD.exec(line) ?? []
      const owner = asked ?? entity
      if (owner && field !== undefined) add(field, 'field', question, owner)
      const [, coverage, words] = COVERAGE.exec(line) ?? []
      if (coverage !== undefined) add(coverage, 'coverage', words)
    }
  }
  return [...names.values()]
}
