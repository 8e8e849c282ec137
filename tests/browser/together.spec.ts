import { test } from '@japa/runner'
import type { Page } from 'playwright'
import { createAgent, type Agent } from '#tests/harness/agent'
import { openRequest } from '#tests/harness/quotes'
import { accessibilityFindings, portal, signIn } from './portal.ts'

async function quote({ token }: Agent): Promise<string> {
  const response = await fetch(portal('/api/v1/quotes'), {
    method: 'POST',
    headers: { 'authorization': `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(await openRequest()),
  })
  if (response.status !== 201) throw new Error(await response.text())
  return JSON.parse(await response.text()).data.id
}

async function revise(page: Page, agent: Agent, id: string): Promise<void> {
  await page.goto(portal(`/quotes/${id}/revise`))
  await signIn(page, agent)
  await page.getByLabel('Insurance score').waitFor()
  await page.getByRole('status').getByText('Live', { exact: true }).waitFor()
}

const score = (page: Page) => page.getByLabel('Insurance score')
const save = (page: Page) => page.getByRole('button', { name: /^Save as version/ })
const conflicts = (page: Page) => page.getByRole('alert', { name: 'Changed by someone else' })

test.group('Two people who edit one quote', () => {
  test('see each other, take over what the other saves, and choose where both changed the same', async ({
    browser,
    assert,
    test: self,
  }) => {
    const [ann, ben] = [await createAgent(), await createAgent()]
    const id = await quote(ann)
    const contexts = [await browser.newContext(), await browser.newContext()]
    self.cleanup(async () => {
      for (const context of contexts) await context.close()
    })
    const [annsPage, bensPage] = await Promise.all(contexts.map((context) => context.newPage()))
    if (!annsPage || !bensPage) throw new Error('Two pages were opened')
    await revise(annsPage, ann, id)
    await revise(bensPage, ben, id)
    await annsPage.getByText(`${ben.user.fullName} edits this quote too.`).waitFor()
    await bensPage.getByText(`${ann.user.fullName} edits this quote too.`).waitFor()
    assert.deepEqual(await accessibilityFindings(bensPage), [])

    await score(bensPage).fill('801')
    await bensPage.getByLabel('Garaging ZIP code').fill('77002')
    await score(annsPage).fill('640')
    await annsPage.getByLabel('Term', { exact: true }).selectOption('12 months')
    await save(annsPage).click()
    await annsPage.getByRole('heading', { name: `Quote ${id}`, exact: true }).waitFor()

    // Nobody pressed anything here: what Ann saved comes by itself.
    await conflicts(bensPage)
      .getByText(`${ann.user.fullName} saved this quote while you edited it.`)
      .waitFor()
    assert.equal(await bensPage.getByLabel('Garaging ZIP code').inputValue(), '77002')
    const term = bensPage.getByLabel('Term', { exact: true })
    assert.equal(await term.locator('option:checked').textContent(), '12 months')
    assert.equal(await score(bensPage).inputValue(), '801')
    const choices = conflicts(bensPage).getByRole('radio')
    assert.equal(await choices.count(), 2)
    assert.isTrue(await conflicts(bensPage).getByLabel('Yours: 801').isChecked())
    await conflicts(bensPage).getByLabel('Theirs: 640').check()
    assert.equal(await score(bensPage).inputValue(), '640')
    await conflicts(bensPage).getByLabel('Yours: 801').check()
    assert.equal(await score(bensPage).inputValue(), '801')
    assert.deepEqual(await accessibilityFindings(bensPage), [])

    await bensPage.getByRole('button', { name: 'Save as version 3' }).click()
    await bensPage.getByRole('heading', { name: `Quote ${id}`, exact: true }).waitFor()
    const response = await fetch(portal(`/api/v1/quotes/${id}/versions/3`), {
      headers: { authorization: `Bearer ${ann.token}` },
    })
    const { data } = JSON.parse(await response.text())
    assert.containsSubset(data.facts.policy, {
      insurance_score: 801,
      term: 12,
      garaging_zip: '77002',
    })
  })

  test('are told nothing more of one who left', async ({ browser, assert, test: self }) => {
    const [ann, ben] = [await createAgent(), await createAgent()]
    const id = await quote(ann)
    const contexts = [await browser.newContext(), await browser.newContext()]
    self.cleanup(async () => {
      for (const context of contexts) await context.close()
    })
    const [annsPage, bensPage] = await Promise.all(contexts.map((context) => context.newPage()))
    if (!annsPage || !bensPage) throw new Error('Two pages were opened')
    await revise(annsPage, ann, id)
    await revise(bensPage, ben, id)
    const told = annsPage.getByText(`${ben.user.fullName} edits this quote too.`)
    await told.waitFor()
    await bensPage.getByRole('link', { name: 'Cancel' }).click()
    await told.waitFor({ state: 'detached' })
    assert.equal(await conflicts(annsPage).count(), 0)
  })
})
