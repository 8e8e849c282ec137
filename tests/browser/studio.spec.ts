import { test } from '@japa/runner'
import type { Page } from 'playwright'
import { endImpactThread } from '#services/impact/impact_thread'
import { RequoteRunner } from '#services/requotes/requote_runner'
import { createQuote } from '#services/quotes/create_quote'
import { rateFacts } from '#services/quotes/rate_facts'
import { createAgent, type Agent } from '#tests/harness/agent'
import { publishOwnPlan, skiffFacts } from '#tests/harness/plans'
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

const rates = (price: string) => ({
  tables: { 'hull_rate.csv': `length,amount\n2 to 9,${price}\n10 to 40,250.00\n` },
})

const saved = (page: Page) => page.getByTestId('save').getByText('Saved', { exact: true }).waitFor()

const cell = (page: Page, text: string) => page.getByRole('gridcell', { name: text, exact: true })

/** Opens the draft in the studio, as its author. */
async function openStudio(page: Page, author: Agent, name: string): Promise<void> {
  await page.goto(portal(`/plans/${name}/versions/2/edit`))
  await signIn(page, author)
  await page.getByRole('button', { name: 'hull_rate.csv' }).waitFor()
}

/** Changes the rate of short hulls by keyboard alone. */
async function typePrice(page: Page, from: string, price: string): Promise<void> {
  await page.getByRole('button', { name: 'hull_rate.csv' }).click()
  await cell(page, from).click()
  await page.keyboard.type(price)
  await page.keyboard.press('Enter')
}

test.group('The studio', (group) => {
  group.teardown(endImpactThread)

  test('a changed rate saves itself, and beside it stand who pays more and the worst case', async ({
    visit,
    assert,
    test: self,
  }) => {
    const { name } = await publishOwnPlan(self)
    const author = await createAgent('product_author')
    await call(author, 'POST', `${name}/versions`, { from: 1 })
    const page = await visit(portal('/sign-in'))
    await openStudio(page, author, name)
    await typePrice(page, '100.00', '125.00')
    await saved(page)
    await page.getByText('+25.0 %').first().waitFor()
    assert.notEqual(await page.getByTestId('more').textContent(), '0')
    assert.equal(await page.getByTestId('less').textContent(), '0')
    assert.deepEqual(await accessibilityFindings(page), [])
    await page.getByRole('button', { name: 'As a table' }).click()
    await page.getByRole('rowheader', { name: 'no change' }).waitFor()

    await page
      .getByRole('button', { name: /^Risk \d+$/ })
      .first()
      .click()
    await page.getByTestId('trial').getByText('+$25.00').waitFor()
    await page.getByRole('rowheader', { name: 'Together, to the cent' }).waitFor()
    assert.deepEqual(await accessibilityFindings(page), [])

    await page.getByRole('grid').focus()
    await page.keyboard.press('Control+z')
    await cell(page, '100.00').waitFor()
    await saved(page)
  })

  test('what the compiler holds against a text is underlined and mended by one click, and a table is edited as text', async ({
    visit,
    assert,
    test: self,
  }) => {
    const { name } = await publishOwnPlan(self)
    const author = await createAgent('product_author')
    await call(author, 'POST', `${name}/versions`, { from: 1 })
    const page = await visit(portal('/sign-in'))
    await openStudio(page, author, name)
    const text = page.locator('.cm-content')
    await text.getByText('rounding').waitFor()
    await text.click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('\nlet twice = 2 * hull_rat[policy.length]')
    await page.keyboard.press('Escape')
    await page.locator('.cm-lintRange-error').first().waitFor()
    const finding = page.getByRole('list', { name: 'What the compiler says' })
    await finding.getByText('hull_rat').first().waitFor()
    await page.getByText('The draft does not compile').waitFor()
    assert.deepEqual(await accessibilityFindings(page), [])
    await finding.getByRole('button', { name: 'Write hull_rate in place of hull_rat' }).click()
    await page.locator('.cm-lintRange-error').first().waitFor({ state: 'detached' })
    await text.getByText('hull_rate[policy.length]').nth(1).waitFor()
    await page.getByRole('button', { name: 'hull_rate.csv' }).click()
    await page.getByRole('grid').focus()
    await page.keyboard.press('Alt+t')
    await page.locator('.cm-content').getByText('length,amount').waitFor()
  })

  test('when someone else saved meanwhile both texts are there, and none is lost', async ({
    visit,
    assert,
    test: self,
  }) => {
    const { name } = await publishOwnPlan(self)
    const author = await createAgent('product_author')
    await call(author, 'POST', `${name}/versions`, { from: 1 })
    const page = await visit(portal('/sign-in'))
    await openStudio(page, author, name)
    await call(author, 'PUT', `${name}/versions/2/sources`, rates('111.00'), '"1"')
    await typePrice(page, '100.00', '125.00')
    await page.getByRole('heading', { name: 'was saved by someone else meanwhile' }).waitFor()
    const both = page.locator('.cm-mergeView')
    await both.getByText('111.00').waitFor()
    await both.getByText('125.00').waitFor()
    assert.deepEqual(await accessibilityFindings(page), [])
    await page.getByRole('button', { name: 'Go on with the right side' }).click()
    await saved(page)
    await page.reload()
    await page.getByRole('button', { name: 'hull_rate.csv' }).click()
    await cell(page, '125.00').waitFor()
  })

  test('edits that could not be saved are kept and are back after a reload', async ({
    visit,
    test: self,
  }) => {
    const { name } = await publishOwnPlan(self)
    const author = await createAgent('product_author')
    await call(author, 'POST', `${name}/versions`, { from: 1 })
    const page = await visit(portal('/sign-in'))
    await openStudio(page, author, name)
    await page.route('**/sources', (route) => route.abort())
    await typePrice(page, '100.00', '125.00')
    await page.getByText('Not saved; kept in this browser').waitFor()
    await page.unroute('**/sources')
    page.on('dialog', (dialog) => void dialog.accept())
    await page.reload()
    await page.getByText('with edits that this browser had kept').waitFor()
    await page.getByTestId('save').getByText('Saved').waitFor()
    await page.getByRole('button', { name: 'hull_rate.csv' }).click()
    await cell(page, '125.00').waitFor()
  })

  test('a draft is submitted, sent back with a place that the reason names, and mended there', async ({
    visit,
    test: self,
  }) => {
    const { name } = await publishOwnPlan(self)
    const author = await createAgent('product_author')
    const reviewer = await createAgent('reviewer')
    await call(author, 'POST', `${name}/versions`, { from: 1 })
    const page = await visit(portal('/sign-in'))
    await openStudio(page, author, name)
    await typePrice(page, '100.00', '125.00')
    await page.getByRole('button', { name: 'Submit for review' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Submit for review' }).click()
    await page.getByText('Version 2 is in review.').waitFor()
    await call(reviewer, 'POST', `${name}/versions/2/send-back`, {
      reason: 'Why hull_rate.csv:3 as before?',
    })
    await page.reload()
    await page.getByTestId('sent-back').getByRole('button', { name: 'hull_rate.csv:3' }).click()
    await page.getByTestId('cell').getByText('row 2').waitFor()
  })

  test('open quotes are counted, rated anew after a question, and reported', async ({
    visit,
    assert,
    test: self,
  }) => {
    const { name } = await publishOwnPlan(self)
    const underwriter = await createAgent('underwriter')
    const facts = skiffFacts()
    const rated = await rateFacts({ plan: name, transaction: 'new_business', facts })
    if (!rated.ok) throw new Error(rated.error.type)
    for (const requestId of ['studio-1', 'studio-2']) {
      await createQuote(rated.rating, { userId: underwriter.user.id, requestId })
    }
    const runner = new RequoteRunner(process.env.DATABASE_URL ?? '')
    self.cleanup(() => runner.stop())
    await runner.start()
    const page = await visit(portal(`/plans/${name}/requotes`))
    await signIn(page, underwriter)
    await page.getByText('2 quotes are open').waitFor()
    await page.getByRole('button', { name: 'See what it would do' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Try' }).click()
    await page.getByText('Done; nothing was changed').waitFor()
    await page.getByRole('cell', { name: 'the same' }).first().waitFor()
    assert.equal(await page.getByTestId('refused').textContent(), '0')
    assert.deepEqual(await accessibilityFindings(page), [])
  })
})
