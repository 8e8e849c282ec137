import { BaseSchema } from '@adonisjs/lucid/schema'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { unpackWorksheet } from '#services/policies/kept_worksheet'

/** How many worksheets are unpacked at a time. */
const AT_ONCE = 200

/**
 * The worksheet of what is bound comes packed: PostgreSQL's own compression of its JSON took more of a processor than
 * all else that a binding writes. What is stored already stays as it is.
 */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      alter table policy_versions
        add column packed_worksheet bytea,
        alter column packed_worksheet set storage external,
        alter column sealed_declarations set storage external,
        alter column worksheet drop not null,
        add constraint policy_versions_one_worksheet check (num_nonnulls(worksheet, packed_worksheet) = 1)`)
    this.schema.raw(
      `comment on column policy_versions.worksheet is 'Kept whole for what was bound before it was packed.'`
    )
    this.schema.raw(
      `comment on column policy_versions.packed_worksheet is 'Kept whole for what is bound, as a Zstandard frame.'`
    )
  }

  override async down() {
    this.schema.raw('alter table policy_versions drop constraint policy_versions_one_worksheet')
    this.schema.raw('alter table policy_versions disable trigger policy_versions_immutable')
    this.defer((client) => unpackAll(client))
    this.schema.raw('alter table policy_versions enable trigger policy_versions_immutable')
    this.schema.raw(`
      alter table policy_versions
        drop column packed_worksheet,
        alter column sealed_declarations set storage extended,
        alter column worksheet set not null`)
  }
}

async function unpackAll(client: QueryClientContract): Promise<void> {
  for (;;) {
    const rows: { id: string; packed: Buffer }[] = await client
      .from('policy_versions')
      .whereNull('worksheet')
      .orderBy('id')
      .limit(AT_ONCE)
      .select('id', 'packed_worksheet as packed')
    for (const { id, packed } of rows) {
      await client
        .from('policy_versions')
        .where('id', id)
        .update({ worksheet: unpackWorksheet(packed) })
    }
    if (rows.length < AT_ONCE) return
  }
}
