import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { exportVersion } from '#services/plans/export_version'
import { findVersion, sourcesOf } from '#services/plans/life/find_versions'
import { importPlan } from '#services/plans/import_plan'
import { createAgent } from '#tests/harness/agent'
import { office } from '#tests/harness/plan_office'
import { publishOwnPlan, skiffFacts } from '#tests/harness/plans'

const day = (days: number) =>
  DateTime.now().setZone('America/Chicago').plus({ days }).toFormat('yyyy-MM-dd')

test.group('The life of a plan', () => {
  test('a draft is written, reviewed by someone else, scheduled, and rates from its day on', async ({
    client,
    assert,
    test: self,
  }) => {
    const { name } = await publishOwnPlan(self)
    const { author, reviewer, get, post, save, total } = await office(client, name)
    const created = await post(author, '', { from: 1, reason: 'The hull rates of 2027' })
    created.assertStatus(201)
    assert.containsSubset(created.body().data, {
      number: 2,
      state: 'draft',
      based_on: 1,
      author: author.user.fullName,
      moves: ['edit', 'submit', 'copy'],
    })
    const shown = await get(await createAgent(), '/2')
    assert.deepEqual(shown.body().data.moves, [], 'an agent is offered nothing')

    const broken = await save(2, { 'hull_rate.csv': 'length,amount\n2 to 9,120.00\n' })
    broken.assertStatus(200)
    assert.isAbove(broken.body().data.errors, 0)
    assert.isNull(broken.body().data.program_hash)
    assert.match(broken.body().data.diagnostics[0].code, /^RATE\d{3}$/)
    const refused = await post(author, '/2/submit')
    refused.assertStatus(409)
    assert.match(refused.body().type, /plan_has_errors$/)
    assert.match(refused.body().errors[0].path, /:\d+:\d+$/)

    const whole = await save(2, {
      'hull_rate.csv': 'length,amount\n2 to 9,120.00\n10 to 40,250.00\n',
    })
    assert.equal(whole.body().data.errors, 0)
    ;(await post(author, '/2/submit', { reason: 'As filed' })).assertStatus(200)
    ;(await post(reviewer, '/2/send-back', { reason: 'Say why' })).assertStatus(200)
    ;(await post(author, '/2/submit')).assertStatus(200)
    ;(await post(reviewer, '/2/approve')).assertStatus(200)
    const scheduled = await post(reviewer, '/2/schedule', {
      new_business_from: day(10),
      renewals_from: day(40),
    })
    scheduled.assertStatus(200)
    assert.containsSubset(scheduled.body().data, {
      state: 'scheduled',
      new_business: { from: day(10), until: null },
      renewals: { from: day(40), until: null },
    })
    const { versions, journal } = (await get(author)).body().data
    assert.containsSubset(versions[1], {
      number: 1,
      state: 'in_force',
      new_business: { from: '2020-01-01', until: day(10) },
      renewals: { from: '2020-01-01', until: day(40) },
    })
    assert.deepEqual(
      journal.map(({ kind }: { kind: string }) => kind),
      ['schedule', 'approve', 'submit', 'send_back', 'submit', 'edit', 'edit', 'create', 'import']
    )
    assert.equal(journal[3].reason, 'Say why')
    assert.deepEqual([await total(9), await total(10)], ['100.00', '120.00'])
  })

  test('publishing is for today, and rolling back publishes the older program anew', async ({
    client,
    assert,
    test: self,
  }) => {
    const { name } = await publishOwnPlan(self)
    const { reviewer, get, post, approved, total } = await office(client, name)
    const number = await approved('120.00')
    const published = await post(reviewer, `/${number}/publish`)
    assert.containsSubset(published.body().data, {
      state: 'in_force',
      new_business: { from: day(0), until: null },
    })
    await untilTotal(total, '120.00')

    const back = await post(reviewer, '/1/roll-back', { reason: 'The hull rates are wrong' })
    back.assertStatus(201)
    assert.containsSubset(back.body().data, { number: 3, state: 'in_force', based_on: 1 })
    await untilTotal(total, '100.00')
    const { versions } = (await get(reviewer)).body().data
    assert.containsSubset(versions[1], {
      number: 2,
      state: 'retired',
      new_business: { from: day(0), until: day(0) },
    })
    assert.equal(versions[0].program_hash, versions[2].program_hash)
  })

  test('rolling back leaves a scheduled version, and a scheduled version can be withdrawn', async ({
    client,
    assert,
    test: self,
  }) => {
    const { name } = await publishOwnPlan(self)
    const { reviewer, get, post, approved, total } = await office(client, name)
    await post(reviewer, `/${await approved('120.00')}/publish`)
    const later = await approved('130.00')
    const days = { new_business_from: day(30), renewals_from: day(30) }
    ;(await post(reviewer, `/${later}/schedule`, days)).assertStatus(200)
    ;(await post(reviewer, '/1/roll-back', { reason: 'Wrong' })).assertStatus(201)
    assert.deepEqual([await total(29), await total(30)], ['100.00', '130.00'])
    const gone = await post(reviewer, `/${later}/withdraw`, { reason: 'Not filed yet' })
    assert.equal(gone.body().data.state, 'retired')
    assert.containsSubset((await get(reviewer)).body().data.versions[0], {
      number: 4,
      new_business: { from: day(0), until: null },
    })
  })

  test('a draft is compared, covered and tried without being in force', async ({
    client,
    assert,
    test: self,
  }) => {
    const { name } = await publishOwnPlan(self)
    const { author, get, post, save, total } = await office(client, name)
    await post(author, '', { from: 1 })
    await save(2, { 'hull_rate.csv': 'length,amount\n2 to 9,150.00\n10 to 40,250.00\n' })
    const tried = await post(author, '/2/ratings', { facts: skiffFacts() })
    assert.equal(tried.body().data.total, '150.00')
    assert.equal(await total(), '100.00')
    const comparison = (await get(author, '/1/compare/2')).body().data
    assert.isFalse(comparison.same)
    assert.include(comparison.text, '150.00')
    assert.equal((await get(author, '/2/coverage')).body().data.examples, 0)
    assert.equal((await get(author, '/2/diagnostics')).body().data.errors, 0)
    const { sources } = (await get(author, '/2?include=sources')).body().data
    assert.include(sources.tables['hull_rate.csv'], '150.00')
  })

  test('illegal moves are refused with the legal ones', async ({ client, assert, test: self }) => {
    const { name } = await publishOwnPlan(self)
    const { author, reviewer, post, approved } = await office(client, name)
    const early = await post(reviewer, '/1/publish')
    early.assertStatus(409)
    assert.match(early.body().type, /illegal_move$/)
    assert.include(early.body().detail, 'in_force')
    const number = await approved('120.00')
    const again = await post(author, `/${number}/submit`)
    again.assertStatus(409)
    assert.include(again.body().detail, 'Nothing is possible for you.')
    const twice = await post(reviewer, `/${number}/approve`)
    assert.include(twice.body().detail, 'Possible for you: schedule, publish, send_back.')
  })

  test('each move takes its role, and nobody approves what they wrote', async ({
    client,
    assert,
    test: self,
  }) => {
    const { name } = await publishOwnPlan(self)
    const { author, reviewer, post } = await office(client, name)
    const agent = await createAgent()
    const admin = await createAgent('admin')
    for (const who of [agent, reviewer]) {
      ;(await post(who, '', { from: 1 })).assertStatus(403)
    }
    await post(admin, '', { from: 1 })
    ;(await post(admin, '/2/submit')).assertStatus(200)
    ;(await post(author, '/2/approve')).assertStatus(403)
    const own = await post(admin, '/2/approve')
    own.assertStatus(403)
    assert.include(own.body().detail, 'Whoever wrote a version')
    ;(await post(reviewer, '/2/approve')).assertStatus(200)
  })

  test('a lost update is refused, and so is one that did not look', async ({
    client,
    assert,
    test: self,
  }) => {
    const { name } = await publishOwnPlan(self)
    const { author, get, post, save, path } = await office(client, name)
    await post(author, '', { from: 1 })
    const seen = (await get(author, '/2')).header('etag') ?? ''
    ;(await save(2, { 'b.csv': 'x\n' }, author, seen)).assertStatus(200)
    const lost = await save(2, { 'b.csv': null }, author, seen)
    lost.assertStatus(412)
    assert.equal(lost.header('etag'), '"2"')
    const blind = await client.put(`${path}/2/sources`).bearerToken(author.token).json({})
    blind.assertStatus(428)
    const outside = await save(2, { '../../plan.rate': 'x' })
    outside.assertStatus(422)
    assert.equal(outside.body().errors[0].pointer, '/tables/..~1..~1plan.rate')
    for (const below of ['/9', '/9/diagnostics', '/1/compare/9']) {
      ;(await get(author, below)).assertStatus(404)
    }
  })

  test('days that are over, and days before another version, are refused', async ({
    client,
    assert,
    test: self,
  }) => {
    const { name } = await publishOwnPlan(self)
    const { reviewer, post, approved } = await office(client, name)
    const days = (from: number) => ({ new_business_from: day(from), renewals_from: day(from) })
    const first = await approved('120.00')
    const past = await post(reviewer, `/${first}/schedule`, days(-1))
    past.assertStatus(422)
    assert.equal(past.body().errors[0].pointer, '/new_business_from')
    await post(reviewer, `/${first}/schedule`, days(20))
    const second = await approved('130.00')
    const early = await post(reviewer, `/${second}/schedule`, days(20))
    early.assertStatus(409)
    assert.match(early.body().type, /begins_too_early$/)
  })

  test('what is written back to a folder is what was read from it, byte for byte', async ({
    assert,
    test: self,
  }) => {
    const { name, plugin } = await publishOwnPlan(self)
    const version = await findVersion(name, 1)
    if (!version) throw new Error('The plan was not imported')
    const folder = await mkdtemp(join(tmpdir(), 'ratewright-export-'))
    self.cleanup(() => rm(folder, { recursive: true, force: true }))
    const sources = await sourcesOf(version.id)
    await exportVersion(sources, plugin, folder)
    await writeFile(join(folder, 'tables/other.csv'), 'gone')
    const { removed } = await exportVersion(sources, plugin, folder)
    assert.deepEqual(removed, ['tables/other.csv'])
    assert.deepEqual(await readdir(join(folder, 'tables')), ['hull_rate.csv'])
    for (const path of ['plan.rate', 'tables/hull_rate.csv']) {
      assert.deepEqual(
        await readFile(join(folder, path)),
        await readFile(join(plugin.folder, path))
      )
    }
    const again = await db.transaction((transaction) =>
      importPlan({ ...plugin, folder }, folder, transaction)
    )
    assert.deepEqual(again, { type: 'known' })
  })
})

/** Resolves once facts come to a total; a version is rated with within two seconds. */
async function untilTotal(total: () => Promise<string>, wanted: string): Promise<void> {
  const begun = performance.now()
  let is = await total()
  while (is !== wanted && performance.now() - begun < 2000) is = await total()
  if (is !== wanted) throw new Error(`It still comes to ${is}, not to ${wanted}`)
}
