import { BaseSchema } from '@adonisjs/lucid/schema'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { COMMENTS } from '#database/comments'

/** Says in the catalogue what tables and columns hold. */
export default class extends BaseSchema {
  override async up() {
    this.defer((client) => comment(client, (text) => text))
  }

  override async down() {
    this.defer((client) => comment(client, () => null))
  }
}

async function comment(
  client: QueryClientContract,
  wording: (text: string) => string | null
): Promise<void> {
  for (const [table, { holds, columns = {} }] of Object.entries(COMMENTS)) {
    const { rows } = await client.rawQuery(
      `select column_name as name from information_schema.columns
       where table_schema = current_schema() and table_name = ?`,
      [table]
    )
    if (rows.length === 0) continue
    await say(client, `table ${table}`, wording(holds))
    for (const { name } of rows) {
      const text = columns[name]
      if (text !== undefined) await say(client, `column ${table}.${name}`, wording(text))
    }
  }
}

async function say(client: QueryClientContract, what: string, text: string | null) {
  const literal = text === null ? 'null' : `'${text.replaceAll("'", "''")}'`
  await client.rawQuery(`comment on ${what} is ${literal}`)
}
