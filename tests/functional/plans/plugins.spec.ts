import testUtils from '@adonisjs/core/services/test_utils'
import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import PlanVersion from '#models/plan_version'
import Plan from '#models/plan'
import { importPlugins } from '#services/plans/import_plugins'
import { loadPlugins } from '#services/plans/load_plugins'

/** A copy of the plugins inside the project, where their imports resolve; gone after the test. */
async function copyOfPlugins(cleanup: (handler: () => Promise<void>) => void): Promise<string> {
  const folder = app.makePath(`tmp/plugins-${process.pid}-${Math.random().toString(36).slice(2)}`)
  cleanup(() => rm(folder, { recursive: true, force: true }))
  await mkdir(folder, { recursive: true })
  await cp(app.makePath('plugins'), folder, { recursive: true })
  return folder
}

test.group('Plugins', () => {
  test('every folder with a plugin.ts is taken', async ({ assert }) => {
    const { plans, refused } = await loadPlugins(app.makePath('plugins'))
    assert.isEmpty(refused)
    assert.isNotEmpty(plans)
  })

  test('importing again adds nothing', async ({ assert }) => {
    const before = await PlanVersion.query().count('* as n')
    assert.isEmpty(await importPlugins(app.makePath('plugins'), app.makePath()))
    assert.deepEqual((await PlanVersion.query().count('* as n'))[0]?.$extras, before[0]?.$extras)
  })

  test('a changed source becomes a draft, and the published version stays in force', async ({
    assert,
    test: self,
  }) => {
    const folder = await copyOfPlugins((handler) => self.cleanup(handler))
    const [first] = (await loadPlugins(folder)).plans
    if (first === undefined) throw new Error('There is no plan to change')
    const source = join(first.folder, first.manifest.source)
    await writeFile(source, `${await readFile(source, 'utf8')}\n# A remark\n`)
    const notes = await importPlugins(folder, app.makePath())
    assert.lengthOf(notes, 1)
    assert.include(notes[0] ?? '', 'imported as draft version 2')
    const plan = await Plan.findByOrFail('name', first.manifest.id)
    const versions = await PlanVersion.query().where('planId', plan.id).orderBy('number')
    assert.deepEqual(
      versions.map(({ status }) => status),
      ['published', 'draft']
    )
  })

  test('a changed countrywide plan becomes a draft of each plan that extends it, and what is published keeps its text', async ({
    assert,
    test: self,
  }) => {
    self.cleanup(await testUtils.db().withGlobalTransaction())
    const folder = await copyOfPlugins((handler) => self.cleanup(handler))
    const { plans, bases } = await loadPlugins(folder)
    const [base] = bases
    if (base === undefined) throw new Error('There is no countrywide plan to change')
    const extending = plans.filter((plan) => plan.base?.manifest.id === base.manifest.id)
    const [first] = extending
    if (first === undefined) throw new Error('No plan extends it')
    const source = join(base.folder, base.manifest.source)
    await writeFile(source, `${await readFile(source, 'utf8')}\n# A remark\n`)
    const notes = await importPlugins(folder, app.makePath())
    assert.lengthOf(notes, extending.length)
    const plan = await Plan.findByOrFail('name', first.manifest.id)
    const versions = await PlanVersion.query().where('planId', plan.id).orderBy('number')
    // Between them may stand what other tests drafted.
    const [published, draft] = [versions.at(0), versions.at(-1)]
    assert.equal(published?.status, 'published')
    assert.match(published?.sources.base?.plan.name ?? '', /countrywide.plan\.rate$/)
    assert.notInclude(published?.sources.base?.plan.text ?? '# A remark', '# A remark')
    assert.include(draft?.sources.base?.plan.text ?? '', '# A remark')
    assert.isNotEmpty(published?.sources.base?.tables)
    // A remark at the end moves no line: the draft is the same program.
    assert.equal(draft?.programHash, published?.programHash)
  })

  test('a plan that extends what no plugin holds is refused by name', async ({
    assert,
    test: self,
  }) => {
    const folder = await copyOfPlugins((handler) => self.cleanup(handler))
    const { bases, plans } = await loadPlugins(folder)
    for (const { folder: gone } of bases) await rm(gone, { recursive: true })
    const left = await loadPlugins(folder)
    assert.lengthOf(left.refused, plans.filter(({ base }) => base).length)
    assert.include(left.refused[0]?.reason ?? '', 'No plugin holds the countrywide plan')
  })

  test('a broken plugin is refused with the reason, and the others are taken', async ({
    assert,
    test: self,
  }) => {
    const folder = await copyOfPlugins((handler) => self.cleanup(handler))
    const sound = (await loadPlugins(folder)).plans.length
    const broken = {
      throws: `throw new Error('not today')`,
      old: `export default { kind: 'plan', contract: 0 }`,
      empty: ``,
      orphan: `export default { kind: 'plan', contract: 1, id: 'x', product: 'nothing', source: 'p.rate', tables: 't' }`,
    }
    for (const [name, text] of Object.entries(broken)) {
      await mkdir(join(folder, name))
      await writeFile(join(folder, name, 'plugin.ts'), text)
    }
    await symlink('/nowhere', join(folder, 'dangling'))
    const { plans, refused } = await loadPlugins(folder)
    assert.lengthOf(plans, sound)
    assert.lengthOf(refused, Object.keys(broken).length)
    const reasons = refused.map(({ reason }) => reason).join('\n')
    assert.include(reasons, 'not today')
    assert.include(reasons, 'It is written for contract 0; this host speaks contract 1.')
    assert.include(reasons, 'No plugin declares the product "nothing".')
  })

  test('a plan that does not compile is refused with its diagnostics', async ({
    assert,
    test: self,
  }) => {
    const folder = await copyOfPlugins((handler) => self.cleanup(handler))
    const [first] = (await loadPlugins(folder)).plans
    if (first === undefined) throw new Error('There is no plan to break')
    await writeFile(
      join(first.folder, first.manifest.source),
      'plan nothing "Nothing"\n  of nowhere\n'
    )
    const [note = ''] = await importPlugins(folder, app.makePath())
    assert.include(note, 'was refused')
    assert.match(note, /RATE\d{3}/)
  })

  test('each way to break a plugin is told of and named by /health; the other states are imported', async ({
    assert,
    client,
    test: self,
  }) => {
    const folder = await copyOfPlugins((handler) => self.cleanup(handler))
    self.cleanup(async () => {
      await importPlugins(app.makePath('plugins'), app.makePath())
    })
    const plan = (state: string) => join(folder, state, 'plan.rate')
    const change = async (file: string, from: string | RegExp, to: string) => {
      const text = await readFile(file, 'utf8')
      const changed = text.replace(from, to)
      if (changed === text) throw new Error(`${file} has no ${from}`)
      await writeFile(file, changed)
    }
    await change(plan('ny'), /^let /m, 'lett ')
    await change(join(folder, 'mi', 'plugin.ts'), 'CONTRACT,\n', '99,\n')
    await cp(join(folder, 'tx'), join(folder, 'zz'), { recursive: true })
    await rm(join(folder, 'pa', 'tables', 'territory.csv'))
    await change(join(folder, 'fl', 'tables', 'mileage.csv'), /\n[^\n]+\n/, '\n')
    const notes = await importPlugins(folder, app.makePath())
    const told = (state: string) => notes.find((note) => note.includes(`/${state}`)) ?? ''
    assert.match(told('ny'), /RATE1\d\d/)
    assert.include(told('mi'), 'this host speaks contract')
    assert.include(told('zz'), 'holds the plan "texas_personal_auto" already')
    assert.match(told('pa'), /RATE310.*territory\.csv/)
    assert.match(told('fl'), /RATE301/)
    const health = await client.get('/health')
    assert.equal(health.status(), 200)
    assert.sameMembers(health.body().refused_plugins, ['ny', 'mi', 'zz', 'pa', 'fl'])
    const { plans } = await loadPlugins(folder)
    assert.includeMembers(
      plans.map(({ manifest }) => manifest.id),
      ['texas_personal_auto', 'california_personal_auto']
    )
  })

  test('a plan without its folder of tables is refused, and keeps no other from starting', async ({
    assert,
    test: self,
  }) => {
    const folder = await copyOfPlugins((handler) => self.cleanup(handler))
    self.cleanup(async () => {
      await importPlugins(app.makePath('plugins'), app.makePath())
    })
    await rm(join(folder, 'ca', 'tables'), { recursive: true })
    const notes = await importPlugins(folder, app.makePath())
    assert.lengthOf(notes, 1)
    assert.match(
      notes[0] ?? '',
      /california_personal_auto .* was refused:\nIt can't be read: ENOENT/
    )
  })
})
