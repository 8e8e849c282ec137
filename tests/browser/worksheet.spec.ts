import { test } from '@japa/runner'
import { accessibilityFindings, createQuote, openAsAgent, portal } from './portal.ts'

test.group('The worksheet of a quote', () => {
  test('it ends in the total that the API gave', async ({ visit, assert }) => {
    const page = await visit(portal('/sign-in'))
    const { token } = await openAsAgent(page, '/quotes')
    const { id, total } = await createQuote(token)
    await page.goto(portal(`/quotes/${id}`))
    const shown = await page.getByTestId('worksheet-total').textContent()
    assert.equal(shown?.replaceAll(/[^\d.]/g, ''), total)
  })

  test('a step shows its text in the plan and the row that it read', async ({ visit, assert }) => {
    const page = await visit(portal('/sign-in'))
    const { token } = await openAsAgent(page, '/quotes')
    const { id } = await createQuote(token)
    await page.goto(portal(`/quotes/${id}`))
    const step = page.locator('[data-step]').first()
    const name = (await step.textContent())?.trim() ?? ''
    await step.click()
    const panel = page.getByRole('complementary', { name: `Step: ${name}` })
    await panel.getByText('As the plan writes it').waitFor()
    await panel.locator('tr[aria-current="true"]').waitFor()
    assert.include(await panel.locator('pre').textContent(), 'base')

    const address = page.url()
    assert.notEqual(new URL(address).hash, '')
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    await page.goto(address)
    await page.reload()
    await panel.waitFor()
  })

  test('arrow keys move from step to step', async ({ visit, assert }) => {
    const page = await visit(portal('/sign-in'))
    const { token } = await openAsAgent(page, '/quotes')
    const { id } = await createQuote(token)
    await page.goto(portal(`/quotes/${id}`))
    const steps = page.locator('[data-step]')
    await steps.first().click()
    await page.keyboard.press('ArrowDown')
    const second = await steps.nth(1).getAttribute('data-step')
    await page.waitForURL(`**#${second}`)
    assert.equal(await page.locator(':focus').getAttribute('data-step'), second)
  })

  test('axe finds nothing, with and without a step, in light and in dark', async ({
    visit,
    assert,
  }) => {
    const page = await visit(portal('/sign-in'))
    const { token } = await openAsAgent(page, '/quotes')
    const { id } = await createQuote(token, { vehicles: 1 })
    await page.goto(portal(`/quotes/${id}`))
    await page.getByTestId('worksheet-total').waitFor()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      assert.deepEqual(await accessibilityFindings(page), [])
    }
    await page.locator('[data-step]').first().click()
    await page.locator('tr[aria-current="true"]').waitFor()
    assert.deepEqual(await accessibilityFindings(page), [])
  })

  test('a quote that does not exist is told as that, and has the focus', async ({
    visit,
    assert,
  }) => {
    const page = await visit(portal('/sign-in'))
    await openAsAgent(page, '/quotes/999999999')
    await page.getByRole('heading', { name: 'There is no quote 999999999' }).waitFor()
    assert.equal(await page.locator(':focus').getAttribute('role'), 'alert')
    assert.deepEqual(await accessibilityFindings(page), [])
  })
})
