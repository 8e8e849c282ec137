import { test } from '@japa/runner'
import { createAgent } from '#tests/harness/agent'
import { accessibilityFindings, openAsAgent, portal, signIn } from './portal.ts'

test.group('Signing in to the portal', () => {
  test('a person signs in and comes to the page they asked for', async ({ visit, assert }) => {
    const page = await visit(portal('/quotes?decision=refer'))
    await page.waitForURL(({ pathname }) => pathname === '/sign-in')
    await signIn(page, await createAgent())
    assert.equal(new URL(page.url()).search, '?decision=refer')
  })

  test('the demo account that the server offers fills itself in', async ({ visit, assert }) => {
    const page = await visit(portal('/sign-in'))
    await page.getByRole('button', { name: 'Fill it in' }).click()
    assert.match(await page.getByLabel('Email').inputValue(), /@/)
    assert.notEqual(await page.getByLabel('Password').inputValue(), '')
  })

  test('signing out leads back to the sign-in page and ends the session', async ({
    visit,
    assert,
  }) => {
    const page = await visit(portal('/sign-in'))
    const { user } = await openAsAgent(page, '/quotes')
    await page.getByRole('button', { name: `${user.fullName}, account` }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await page.goto(portal('/quotes'))
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    assert.equal(new URL(page.url()).pathname, '/sign-in')
  })

  test('a wrong password is told beside the form, and has the focus', async ({ visit, assert }) => {
    const { user } = await createAgent()
    const page = await visit(portal('/sign-in'))
    await page.getByLabel('Email').fill(user.email)
    await page.getByLabel('Password').fill('not the password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    const alert = page.getByRole('alert')
    await alert.waitFor()
    assert.match((await alert.textContent()) ?? '', /password/i)
    assert.equal(await page.locator(':focus').getAttribute('role'), 'alert')
    assert.equal(new URL(page.url()).pathname, '/sign-in')
    assert.deepEqual(await accessibilityFindings(page), [])
  })

  test('axe finds nothing on the sign-in page', async ({ visit, assert }) => {
    const page = await visit(portal('/sign-in'))
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    assert.deepEqual(await accessibilityFindings(page), [])
  })
})
