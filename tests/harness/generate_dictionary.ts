import { writeFileSync } from 'node:fs'
import { Client } from 'pg'
import { format, resolveConfig } from 'prettier'
import { ignite } from '../../bin/ignite.ts'
import { startTestDatabase } from './test_database.ts'

/** Runs the migrations on an empty database and writes docs/data-dictionary.md from its catalogue. */
const page = new URL('../../docs/data-dictionary.md', import.meta.url)
const OWN = ['adonis_schema', 'adonis_schema_versions']

interface Table {
  readonly name: string
  readonly comment: string | null
  readonly columns: readonly {
    readonly name: string
    readonly type: string
    readonly required: boolean
    readonly comment: string | null
  }[]
  readonly rules: readonly string[] | null
  readonly indexes: readonly string[] | null
  readonly triggers: readonly string[] | null
}

const CATALOGUE = `
  select c.relname as name, obj_description(c.oid) as comment,
    (select json_agg(json_build_object(
        'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
        'required', a.attnotnull, 'comment', col_description(c.oid, a.attnum)) order by a.attnum)
     from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    (select json_agg(pg_get_constraintdef(k.oid) order by k.contype, k.conname)
     from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n') as rules,
    (select json_agg(regexp_replace(pg_get_indexdef(i.indexrelid), '^CREATE (UNIQUE )?INDEX \\S+ ON \\S+ (\\S+ )?USING ', '\\1') order by 1)
     from pg_index i where i.indrelid = c.oid
       and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid)) as indexes,
    (select json_agg(t.tgname order by t.tgname)
     from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal) as triggers
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
  order by c.relname`

const database = await startTestDatabase()
process.env.APP_KEY = 'x'.repeat(32)
process.env.DATABASE_URL = database.databaseUrl
try {
  const ace = ignite().ace()
  await ace.handle(['migration:run', '--force', '--no-schema-generate'])
  const client = new Client({ connectionString: database.databaseUrl })
  await client.connect()
  const { rows } = await client.query<Table>(CATALOGUE)
  await client.end()
  const tables = rows.filter(({ name }) => !OWN.includes(name))
  const silent = tables.filter(({ comment }) => comment === null)
  if (silent.length > 0) {
    throw new Error(
      `Say in database/comments.ts what these hold: ${silent.map(({ name }) => name).join(', ')}`
    )
  }
  const options = await resolveConfig(page)
  writeFileSync(page, await format(write(tables), { ...options, parser: 'markdown' }))
} finally {
  await database.stop()
}

function write(tables: readonly Table[]): string {
  return [
    '# Data dictionary',
    'Written from the catalogue of a migrated database by `npm run build:dictionary`; the words come from `database/comments.ts`.',
    ...tables.map(section),
  ].join('\n\n')
}

function section({ name, comment, columns, rules, indexes, triggers }: Table): string {
  const rows = columns.map(
    (each) =>
      `| \`${each.name}\` | ${each.type}${each.required ? '' : ', may be empty'} | ${each.comment ?? ''} |`
  )
  return [
    `## ${name}`,
    comment ?? '',
    ['| Column | Type | What it is |', '|---|---|---|', ...rows].join('\n'),
    bullets('Always true', rules),
    bullets('Indexes besides', indexes),
    bullets('Triggers', triggers),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function bullets(title: string, items: readonly string[] | null): string {
  return items ? `${title}:\n\n${items.map((item) => `- \`${item}\``).join('\n')}` : ''
}
