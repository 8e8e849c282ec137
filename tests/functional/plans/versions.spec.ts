import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { test } from '@japa/runner'
import PlanVersion from '#models/plan_version'
import { publishPlanVersion } from '#services/plans/publish_plan_version'

class RolledBack extends Error {}

/** Runs the action in a transaction that is rolled back, since what is published can't be removed. */
async function rehearse(
  action: (client: TransactionClientContract) => Promise<void>
): Promise<void> {
  await db
    .transaction(async (client) => {
      await action(client)
      throw new RolledBack()
    })
    .catch((error: unknown) => {
      if (!(error instanceof RolledBack)) throw error
    })
}

/** A draft that copies the oldest published version, to be in force from the given day on. */
async function draftFrom(client: TransactionClientContract, day: string): Promise<PlanVersion> {
  const published = await PlanVersion.query({ client })
    .where('status', 'published')
    .orderBy('id')
    .firstOrFail()
  const { planId, label, program, programHash, sources, sourceHash } = published
  const number = published.number + Math.floor(Math.random() * 1e6) + 1
  return PlanVersion.create(
    {
      ...{ planId, label, program, programHash, sources, sourceHash, number },
      status: 'draft',
      newBusinessFrom: day,
      renewalsFrom: day,
      newBusinessRange: `[${day},)`,
      renewalRange: `[${day},)`,
    },
    { client }
  )
}

test.group('Versions of a plan', () => {
  test('a later version takes over on its day, and the one before ends there', async ({
    assert,
  }) => {
    await rehearse(async (client) => {
      const draft = await draftFrom(client, '2031-07-01')
      assert.deepEqual(await publishPlanVersion(draft, client), { ok: true })
      const inForce = async (day: string) => {
        const rows = await client
          .from('plan_versions')
          .where({ plan_id: draft.planId, status: 'published' })
          .whereRaw('new_business_range @> ?::date and renewal_range @> ?::date', [day, day])
          .select('id')
        return rows.map(({ id }) => id)
      }
      const before = await inForce('2031-06-30')
      assert.lengthOf(before, 1)
      assert.notEqual(before[0], draft.id)
      assert.deepEqual(await inForce('2031-07-01'), [draft.id])
    })
  })

  test('a version that begins no later than a published one is refused', async ({ assert }) => {
    await rehearse(async (client) => {
      const later = await draftFrom(client, '2031-07-01')
      await publishPlanVersion(later, client)
      for (const day of ['2031-07-01', '2031-06-30', '1999-01-01']) {
        const draft = await draftFrom(client, day)
        assert.deepEqual(await publishPlanVersion(draft, client), {
          ok: false,
          error: { type: 'begins_too_early', after: later.number },
        })
      }
    })
  })

  test('a published version is not published again', async ({ assert }) => {
    await rehearse(async (client) => {
      const draft = await draftFrom(client, '2031-07-01')
      await publishPlanVersion(draft, client)
      assert.deepEqual(await publishPlanVersion(draft, client), {
        ok: false,
        error: { type: 'already_published' },
      })
    })
  })

  test('the database refuses published versions that overlap, whoever writes them', async ({
    assert,
  }) => {
    await rehearse(async (client) => {
      const draft = await draftFrom(client, '2031-07-01')
      await assert.rejects(
        () => client.from('plan_versions').where('id', draft.id).update({ status: 'published' }),
        /plan_versions_no_overlap_new_business/
      )
    })
  })
})

test.group('What the database never lets anyone change', () => {
  for (const statement of [
    "update plan_versions set program = '{}' where status = 'published'",
    "update plan_versions set program_hash = 'x' where status = 'published'",
    "update plan_versions set sources = '{}' where status = 'published'",
    "update plan_versions set status = 'draft' where status = 'published'",
    "update plan_versions set new_business_range = '[2000-01-01,)' where status = 'published'",
    "delete from plan_versions where status = 'published'",
    'truncate plan_versions cascade',
    "update quote_versions set total = '0.01'",
    'delete from quote_versions',
    'truncate quote_versions cascade',
  ]) {
    test(statement, async ({ assert }) => {
      await rehearse(async (client) => {
        await storeQuote(client)
        await assert.rejects(() => client.rawQuery(statement), /is never changed or deleted/)
      })
    })
  }

  test('a draft may still be changed and deleted', async ({ assert }) => {
    await rehearse(async (client) => {
      const draft = await draftFrom(client, '2031-07-01')
      await draft.merge({ label: 'another' }).save()
      await draft.delete()
      assert.isNull(await PlanVersion.query({ client }).where('id', draft.id).first())
    })
  })
})

/** A quote version with the least that the table takes. */
async function storeQuote(client: TransactionClientContract): Promise<void> {
  await client.rawQuery(`
    with person as (
      insert into users (full_name, email, password, created_at, updated_at)
      values ('A', 'a@b.example', 'x', now(), now()) returning id
    ), version as (
      select id, plan_id, program_hash from plan_versions where status = 'published' limit 1
    ), quote as (
      insert into quotes (plan_id, created_by, created_at)
      select version.plan_id, person.id, now() from version, person returning id
    )
    insert into quote_versions (
      quote_id, number, plan_version_id, transaction, effective_on, facts, program_hash, premiums,
      worksheet_hash, decision, currency, premium, fee_total, total, actor_id, request_id, recorded_at)
    select quote.id, 1, version.id, 'new_business', '2026-05-01', '{}', version.program_hash, '[]',
      repeat('0', 64), 'accept', 'USD', 1, 0, 1, person.id, 'r', now()
    from quote, version, person`)
}
