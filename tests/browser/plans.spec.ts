import { test } from '@japa/runner'
import type { Page } from 'playwright'
import { createAgent, type Agent } from '#tests/harness/agent'
import { publishOwnPlan } from '#tests/harness/plans'
import { accessibilityFindings, portal, signIn } from './portal.ts'

/** Sends a request to the API as someone; resolves to what it answers. */
async function call(who: Agent, method: string, path: string, body: object, ifMatch?: string) {
  const response = await fetch(portal(`/api/v1/plans/${path}`), {
    method,
    headers: {
      'authorization': `Bearer ${who.token}`,
      'content-type': 'application/json',
      ...(ifMatch && { 'if-match': ifMatch }),
    },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(await response.text())
}

const dialog = (page: Page) => page.getByRole('dialog')

/** The row of a version on the page of its plan. */
const row = (page: Page, number: number) =>
  page
    .getByRole('listitem')
    .filter({ has: page.getByRole('link', { name: `Version ${number}`, exact: true }) })

async function confirm(page: Page, button: string, reason?: string): Promise<void> {
  if (reason !== undefined) await dialog(page).getByLabel('Reason').fill(reason)
  await dialog(page).getByRole('button', { name: button }).click()
  await dialog(page).waitFor({ state: 'hidden' })
}

test.group('The life of a plan in the portal', () => {
  test('a reviewer sends back, approves and schedules; the pages say what changed and when', async ({
    visit,
    assert,
    test: self,
  }) => {
    const { name } = await publishOwnPlan(self)
    const author = await createAgent('product_author')
    const reviewer = await createAgent('reviewer')
    await call(author, 'POST', `${name}/versions`, { from: 1 })
    const tables = { 'hull_rate.csv': 'length,amount\n2 to 9,120.00\n10 to 40,250.00\n' }
    await call(author, 'PUT', `${name}/versions/2/sources`, { tables }, '"1"')
    await call(author, 'POST', `${name}/versions/2/submit`, { reason: 'As filed' })

    const page = await visit(portal(`/plans/${name}`))
    await signIn(page, reviewer)
    await row(page, 2).getByText('In review').waitFor()
    await row(page, 2).getByRole('button', { name: 'Send back' }).click()
    await dialog(page).getByRole('button', { name: 'Send back' }).click()
    await dialog(page).getByText('Write why').waitFor()
    assert.deepEqual(await accessibilityFindings(page), [])
    await confirm(page, 'Send back', 'Cite the filing')
    await page.getByText('Cite the filing').waitFor()
    await call(author, 'POST', `${name}/versions/2/submit`, {})
    await page.reload()
    await row(page, 2).getByRole('button', { name: 'Approve' }).click()
    await confirm(page, 'Approve')
    await row(page, 2).getByRole('button', { name: 'Schedule' }).click()
    await dialog(page).getByLabel('New business from').fill('2099-01-01')
    await dialog(page).getByLabel('Renewals from').fill('2099-02-01')
    await confirm(page, 'Schedule')
    await row(page, 2).getByText('Scheduled').waitFor()
    await row(page, 2).getByText('from Feb 1, 2099').waitFor()
    await row(page, 1).getByText('until Jan 1, 2099').waitFor()
    assert.deepEqual(await accessibilityFindings(page), [])

    await row(page, 2).getByRole('link', { name: 'Compare with version 1' }).click()
    await page.getByRole('heading', { name: 'From version 1 to version 2' }).waitFor()
    await page.getByText('120.00').first().waitFor()
    assert.deepEqual(await accessibilityFindings(page), [])
  })

  test('an author begins a draft, and sees in its text what the compiler holds against it', async ({
    visit,
    assert,
    test: self,
  }) => {
    const { name } = await publishOwnPlan(self)
    const author = await createAgent('product_author')
    const page = await visit(portal(`/plans/${name}/versions/1`))
    await signIn(page, author)
    await page.getByText('It compiles, and its worked examples hold.').waitFor()
    await page.getByRole('button', { name: 'Begin a draft from this' }).click()
    await page.getByText('Version 2 is a draft of yours').waitFor()
    const tables = { 'hull_rate.csv': 'length,amount\n2 to 9,120.00\n' }
    await call(author, 'PUT', `${name}/versions/2/sources`, { tables }, '"1"')
    await page.reload()
    const finding = page.getByRole('button', { name: /^RATE\d{3}/ }).first()
    await finding.click()
    await page.locator('tr.error').first().waitFor()
    await page.getByRole('button', { name: 'Submit for review' }).click()
    await dialog(page).getByRole('button', { name: 'Submit for review' }).click()
    await dialog(page).getByText('The draft has errors').waitFor()
    await dialog(page).getByRole('button', { name: 'Cancel' }).click()
    assert.deepEqual(await accessibilityFindings(page), [])
  })
})
