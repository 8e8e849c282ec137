import { test } from '@japa/runner'
import { accessibilityFindings, createQuote, openAsAgent, portal } from './portal.ts'

const WITHIN_MS = 1_000

test.group('The list of quotes', () => {
  test('a quote made with a bearer token appears within a second, without a reload', async ({
    visit,
    assert,
  }) => {
    const page = await visit(portal('/sign-in'))
    const { token } = await openAsAgent(page, '/quotes')
    await page.getByRole('status').getByText('Live', { exact: true }).waitFor()
    let loads = 0
    page.on('load', () => loads++)

    const { id, total } = await createQuote(token)
    const row = page.locator(`[data-quote="${id}"]`)
    await row.waitFor({ timeout: WITHIN_MS })
    assert.include((await row.textContent())?.replaceAll(',', ''), total)
    assert.equal(loads, 0)
  })

  test('a quote made while the line was cut is there once it is back', async ({
    visit,
    browserContext,
  }) => {
    const page = await visit(portal('/sign-in'))
    const { token } = await openAsAgent(page, '/quotes')
    await page.getByRole('status').getByText('Live', { exact: true }).waitFor()
    await browserContext.setOffline(true)
    const { id } = await createQuote(token)
    await browserContext.setOffline(false)
    await page.locator(`[data-quote="${id}"]`).waitFor()
  })

  test('j, k, Enter and Escape do the work of a mouse', async ({ visit, assert }) => {
    const page = await visit(portal('/sign-in'))
    const { token } = await openAsAgent(page, '/quotes')
    const older = await createQuote(token)
    const newer = await createQuote(token)
    await page.locator(`[data-quote="${older.id}"]`).waitFor()
    await page.locator(`[data-quote="${newer.id}"]`).waitFor()

    await page.keyboard.press('j')
    await page.getByRole('complementary', { name: `Quote ${newer.id} in short` }).waitFor()
    await page.keyboard.press('j')
    await page.getByRole('complementary', { name: `Quote ${older.id} in short` }).waitFor()
    await page.keyboard.press('k')
    await page.getByRole('complementary', { name: `Quote ${newer.id} in short` }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('complementary').waitFor({ state: 'detached' })
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: `Quote ${newer.id}` }).waitFor()
    assert.equal(new URL(page.url()).pathname, `/quotes/${newer.id}`)
  })

  test('a filter stands in the address and says what it leaves', async ({ visit }) => {
    const page = await visit(portal('/sign-in'))
    const { token } = await openAsAgent(page, '/quotes')
    const { id } = await createQuote(token)
    await page.locator(`[data-quote="${id}"]`).waitFor()
    await page.getByRole('button', { name: 'Accepted' }).click()
    await page.waitForURL('**/quotes?decision=accept')
    await page.locator(`[data-quote="${id}"]`).waitFor()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('no quote says this')
    await page.getByText(/^None of the \d+ quotes .*match\.$/).waitFor()
    await page.waitForURL(({ searchParams }) => searchParams.get('q') === 'no quote says this')
    await page.getByRole('button', { name: 'Show all' }).click()
    await page.locator(`[data-quote="${id}"]`).waitFor()
  })

  test('axe finds nothing, with and without a preview, in light and in dark', async ({
    visit,
    assert,
  }) => {
    const page = await visit(portal('/sign-in'))
    const { token } = await openAsAgent(page, '/quotes')
    const { id } = await createQuote(token)
    await page.locator(`[data-quote="${id}"]:not(.arrived)`).waitFor()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      assert.deepEqual(await accessibilityFindings(page), [])
    }
    await page.keyboard.press('j')
    await page.getByRole('rowheader', { name: 'Total' }).waitFor()
    assert.deepEqual(await accessibilityFindings(page), [])
  })
})
