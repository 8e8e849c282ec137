import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import type { Page } from 'playwright'
import { createAgent } from '#tests/harness/agent'
import { openRequest, referred, type QuoteRequest } from '#tests/harness/quotes'
import { accessibilityFindings, openAsAgent, portal, signIn } from './portal.ts'

/** A quote made over HTTP; resolves to its id. */
async function quote(token: string, request: QuoteRequest): Promise<string> {
  const response = await fetch(portal('/api/v1/quotes'), {
    method: 'POST',
    headers: { 'authorization': `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(request),
  })
  if (response.status !== 201) throw new Error(await response.text())
  return JSON.parse(await response.text()).data.id
}

const standing = (page: Page) => page.getByRole('region', { name: 'Where this quote stands' })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const dialog = (page: Page) => page.getByRole('dialog')

test.group('The life of a quote in the portal', () => {
  test('a quote is bound, and its policy shows instalments that sum to the total', async ({
    visit,
    assert,
  }) => {
    const page = await visit(portal('/sign-in'))
    const { token } = await openAsAgent(page, '/quotes')
    const id = await quote(token, await openRequest())
    await page.goto(portal(`/quotes/${id}`))
    await standing(page).getByText('Quoted').waitFor()
    await button(page, 'Bind').click()
    await dialog(page).getByLabel('Paid').selectOption('in 3 monthly instalments')
    assert.deepEqual(await accessibilityFindings(page), [])
    await dialog(page).getByRole('button', { name: 'Bind' }).click()
    await standing(page).getByText('Bound').first().waitFor()
    await standing(page)
      .getByRole('link', { name: /^Policy TX-/ })
      .click()
    await page.getByRole('heading', { name: /^Policy TX-\d{8}$/ }).waitFor()
    const amounts = await page.locator('tbody .number').allTextContents()
    const cents = (text: string) => Number(text.replaceAll(/\D/g, ''))
    const total = await page.locator('tfoot .number').textContent()
    assert.lengthOf(amounts, 3)
    assert.equal(
      amounts.map(cents).reduce((sum, each) => sum + each),
      cents(total ?? '')
    )
    assert.deepEqual(await accessibilityFindings(page), [])
  })

  test('withdrawing asks why, and is undone by an underwriter', async ({ visit, assert }) => {
    const page = await visit(portal('/quotes'))
    const underwriter = await createAgent('underwriter')
    await signIn(page, underwriter)
    const id = await quote(underwriter.token, await openRequest())
    await page.goto(portal(`/quotes/${id}`))
    await button(page, 'Withdraw').click()
    await dialog(page).getByRole('button', { name: 'Withdraw' }).click()
    await dialog(page).getByText('Write why').waitFor()
    assert.equal(await page.locator(':focus').evaluate((field) => field.tagName), 'TEXTAREA')
    await dialog(page).getByLabel('Reason').fill('Found another insurer')
    await dialog(page).getByRole('button', { name: 'Withdraw' }).click()
    await page.getByRole('status').getByText('Withdrawn.').waitFor()
    await page.getByText('Found another insurer').waitFor()
    await button(page, 'Undo').click()
    await page.getByRole('status').getByText('Reopened.').waitFor()
    await button(page, 'Bind').waitFor()
  })

  test('what is referred says what it waits for; approved elsewhere, it can be bound at once', async ({
    visit,
    assert,
  }) => {
    const page = await visit(portal('/sign-in'))
    const { token } = await openAsAgent(page, '/quotes')
    const id = await quote(token, referred(await openRequest()))
    await page.goto(portal(`/quotes/${id}`))
    await standing(page).getByText('Waits for an underwriter to approve it.').waitFor()
    assert.isTrue(await button(page, 'Bind').isDisabled())
    assert.isTrue(await button(page, 'Approve').isDisabled())
    assert.deepEqual(await accessibilityFindings(page), [])
    const underwriter = await createAgent('underwriter')
    const approved = await fetch(portal(`/api/v1/quotes/${id}/approve`), {
      method: 'POST',
      headers: {
        'authorization': `Bearer ${underwriter.token}`,
        'content-type': 'application/json',
      },
      body: '{}',
    })
    assert.equal(approved.status, 200)
    await standing(page).getByText('Approved').waitFor()
    assert.isFalse(await button(page, 'Bind').isDisabled())
  })

  test('what a rule wants in writing stands between a quote and its policy', async ({
    visit,
    assert,
  }) => {
    const page = await visit(portal('/sign-in'))
    const { token } = await openAsAgent(page, '/quotes')
    const body = await openRequest()
    for (const { coverages } of body.facts.vehicles) delete coverages['UM']
    const id = await quote(token, body)
    await page.goto(portal(`/quotes/${id}`))
    await standing(page).getByText('Waits in writing for').waitFor()
    assert.isTrue(await button(page, 'Bind').isDisabled())
    await button(page, 'Record').click()
    await dialog(page).getByRole('button', { name: 'Record it' }).click()
    await standing(page).getByText('Recorded').waitFor()
    assert.isFalse(await button(page, 'Bind').isDisabled())
  })

  test('what someone else changed meanwhile is told, not overwritten', async ({
    visit,
    assert,
  }) => {
    const page = await visit(portal('/sign-in'))
    const { token } = await openAsAgent(page, '/quotes')
    const id = await quote(token, await openRequest())
    await page.goto(portal(`/quotes/${id}`))
    await button(page, 'Withdraw').click()
    await dialog(page).getByLabel('Reason').fill('Too dear')
    // Nobody tells the page: the event is not announced.
    await db.from('quotes').where('id', id).update({ lock_version: 5 })
    await dialog(page).getByRole('button', { name: 'Withdraw' }).click()
    await dialog(page).getByText('The quote was changed after you read it.').waitFor()
    await dialog(page).getByRole('button', { name: 'Cancel' }).click()
    assert.include(await standing(page).textContent(), 'Quoted')
  })

  test('revising shows the new total before it is saved, and what is wrong at its field', async ({
    visit,
    assert,
  }) => {
    const page = await visit(portal('/sign-in'))
    const { token } = await openAsAgent(page, '/quotes')
    const id = await quote(token, await openRequest())
    await page.goto(portal(`/quotes/${id}`))
    await standing(page).getByRole('link', { name: 'Revise' }).click()
    await page.getByLabel('First day of cover').fill(DateTime.utc().plus({ days: 9 }).toISODate())
    await page.getByLabel('Insurance score').fill('100000')
    await page.getByLabel('Term', { exact: true }).selectOption('12 months')
    await page.getByRole('alert').waitFor()
    assert.equal(await page.getByLabel('Insurance score').getAttribute('aria-invalid'), 'true')
    assert.deepEqual(await accessibilityFindings(page), [])
    await page.getByLabel('Insurance score').fill('800')
    await page.getByLabel('Garaging ZIP code').fill('77002')
    await page.getByRole('status').getByText('before $').waitFor()
    await page.getByLabel('Why it is revised').fill('Moved to Houston')
    await page.getByRole('button', { name: 'Save as version 2' }).click()
    await page.getByRole('heading', { name: `Quote ${id}` }).waitFor()
    await page.getByText('Moved to Houston').waitFor()
    await page.getByRole('link', { name: 'Version 2' }).waitFor()
  })
})
