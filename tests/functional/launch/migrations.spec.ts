import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { MigrationRunner } from '@adonisjs/lucid/migration'
import { test } from '@japa/runner'
import { readdirSync } from 'node:fs'
import { packWorksheet } from '#services/policies/kept_worksheet'
import { exampleRequest } from '#tests/harness/agent'

const CONNECTION = 'migrations'
const NAME = 'ratewright_migrations'

/** Runs so many migrations in a database of its own; all of them where no number is given. */
async function migrate(direction: 'up' | 'down', step?: number): Promise<void> {
  const runner = new MigrationRunner(db, app, {
    connectionName: CONNECTION,
    dryRun: false,
    ...(direction === 'up'
      ? { direction }
      : step === undefined
        ? { direction, batch: 0 }
        : { direction, step }),
  })
  await runner.run()
  if (runner.error) throw runner.error
}

test.group('Migrations', (group) => {
  group.setup(async () => {
    await db.rawQuery(`create database ${NAME}`)
    const url = new URL(process.env.DATABASE_URL ?? '')
    url.pathname = `/${NAME}`
    db.manager.add(CONNECTION, {
      client: 'pg',
      connection: { connectionString: url.href },
      migrations: { naturalSort: true, paths: ['database/migrations'] },
    })
    return async () => {
      await db.manager.close(CONNECTION, true)
      await db.rawQuery(`drop database ${NAME} with (force)`)
    }
  })

  test('seal and pack what was stored in clear, and go back to it; then all of them undo what they did', async ({
    assert,
  }) => {
    await migrate('up')
    const names = readdirSync(app.makePath('database/migrations'))
    const later = names.filter((name) => name >= '0040').length
    await migrate('down', later)
    const client = db.connection(CONNECTION)
    const { facts } = await exampleRequest()
    const { rows } = await db.rawQuery(
      `select program::text, sources::text from plan_versions pv join plans p on p.id = pv.plan_id
       where p.name = 'texas_personal_auto' and pv.status = 'published' limit 1`
    )
    await client.rawQuery(
      `with u as (
         insert into users (full_name, email, password, created_at, updated_at)
         values ('A', 'a@example.com', 'x', now(), now()) returning id
       ), p as (
         insert into plans (name, title, product, state, created_at)
         values ('tx', 'Texas', 'personal_auto', 'TX', now()) returning id
       ), pv as (
         insert into plan_versions (plan_id, number, label, status, program, program_hash, sources,
           source_hash, new_business_range, renewal_range, created_at)
         select id, 1, '1', 'draft', cast(:program as json), '', cast(:sources as json), '',
           '[2026-01-01,)', '[2026-01-01,)', now() from p returning id
       ), q as (
         insert into quotes (plan_id, created_by, created_at)
         select p.id, u.id, now() from p, u returning id
       ), e as (
         insert into quote_events (quote_id, number, kind, to_status, actor_id, request_id, recorded_at)
         select q.id, 1, 'create', 'quoted', u.id, '', now() - interval '14 months' from q, u
       )
       insert into quote_versions (quote_id, number, plan_version_id, transaction, effective_on, facts,
         program_hash, premiums, worksheet_hash, decision, currency, premium, fee_total, total, actor_id,
         request_id, recorded_at)
       select q.id, 1, pv.id, 'new_business', '2026-05-01', cast(:facts as json), '', '[]', '', 'accept',
         'USD', 1, 0, 1, u.id, '', now() from q, pv, u`,
      { ...rows[0], facts: JSON.stringify(facts) }
    )
    const stored = async () => {
      const version = await client.from('quote_versions').select('facts').firstOrFail()
      return version.facts
    }
    await migrate('up')
    assert.notInclude(JSON.stringify(await stored()), 'Delgado')
    assert.isNotNull((await client.from('quotes').select('data_key').firstOrFail()).data_key)
    assert.isAbove((await client.from('quote_search_hashes')).length, 5)
    const where = await client.rawQuery(
      'select tableoid::regclass::text as place from quote_events'
    )
    assert.match(where.rows[0].place, /^partitions\.quote_events_\d{6}$/)
    await assert.rejects(() => client.from('quote_events').delete(), /never changed or deleted/)
    const worksheet = '{"total": "1.50"}'
    await client.rawQuery(
      `with p as (
         insert into policies (number, quote_id, plan_id, bound_by)
         select 'TX-1', q.id, q.plan_id, q.created_by from quotes q returning id
       )
       insert into policy_versions (policy_id, term, number, quote_version_id, period, facts, program_hash,
         packed_worksheet, currency, total)
       select p.id, 1, 1, v.id, '[2026-05-01,2026-11-01)', v.facts, '', :packed, 'USD', 1.5
       from p, quote_versions v`,
      { packed: packWorksheet(worksheet) }
    )
    await assert.rejects(
      () => client.rawQuery('update policy_versions set packed_worksheet = null'),
      /never changed or deleted/
    )

    await migrate('down', later)
    assert.deepEqual(await stored(), facts)
    const { text } = await client
      .from('policy_versions')
      .select(client.raw('worksheet::text as text'))
      .firstOrFail()
    assert.equal(text, worksheet)
    await migrate('up')
    const old = await client
      .from('policy_versions')
      .select('worksheet', 'packed_worksheet as packed')
      .firstOrFail()
    assert.deepEqual(old, { worksheet: JSON.parse(worksheet), packed: null })
    for (const table of ['policy_versions', 'policies', 'quote_versions', 'quote_events']) {
      await client.rawQuery(`alter table ${table} disable trigger all`)
      await client.from(table).delete()
    }
    await migrate('down')
    const left = await client.rawQuery(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
         and relname not like 'adonis_%'`
    )
    assert.deepEqual(left.rows, [])
  }).timeout(120_000)
})
