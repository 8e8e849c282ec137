import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import PlansSeeder from '#database/seeders/plans_seeder'

/** Every version by its plan: `texas_personal_auto 2 2027.1 draft`. */
async function versions(): Promise<readonly string[]> {
  const rows = await db
    .from('plan_versions')
    .join('plans', 'plans.id', 'plan_versions.plan_id')
    .orderBy(['plans.name', 'plan_versions.number'])
    .select('plans.name', 'plan_versions.number', 'plan_versions.label', 'plan_versions.status')
  return rows.map(({ name, number, label, status }) => `${name} ${number} ${label} ${status}`)
}

test.group('Seeders', (group) => {
  group.each.setup(() => testUtils.db().withGlobalTransaction())

  test('six plans are published and two later drafts stand beside them; again adds nothing', async ({
    assert,
  }) => {
    const seeder = new PlansSeeder(db.connection())
    await seeder.run()
    const seeded = await versions()
    const published = seeded.filter((version) => version.endsWith('published'))
    const names = new Set(published.map((version) => version.split(' ')[0] ?? ''))
    // Other tests publish plans of their own.
    assert.lengthOf(
      [...names].filter((name) => name.endsWith('_personal_auto')),
      6
    )
    const later = seeded.filter((version) => version.endsWith('2027.1 draft'))
    assert.deepEqual(
      later.map((version) => version.split(' ')[0]),
      ['new_york_personal_auto', 'texas_personal_auto']
    )
    await seeder.run()
    assert.deepEqual(await versions(), seeded)
  })
})
