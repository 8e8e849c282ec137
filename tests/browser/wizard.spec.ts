import { test } from '@japa/runner'
import type { Page } from 'playwright'
import { createAgent, type Agent } from '#tests/harness/agent'
import { accessibilityFindings, openAsAgent, portal, signIn } from './portal.ts'

const price = (page: Page) => page.getByRole('status', { name: 'Price' })
const step = (page: Page, name: string) =>
  page
    .getByRole('navigation', { name: 'Steps' })
    .getByRole('button', { name: new RegExp(`^${name}`) })
const saved = (page: Page) => page.getByRole('status').getByText('Saved', { exact: true })
const finish = (page: Page) => page.getByRole('button', { name: 'Make the quote' })

/** A draft of a Texas risk that was begun over HTTP; resolves to its id. */
async function begin({ token }: Agent, facts: object = { policy: {} }): Promise<string> {
  const response = await fetch(portal('/api/v1/quotes/drafts'), {
    method: 'POST',
    headers: { 'authorization': `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ plan: 'texas_personal_auto', facts }),
  })
  if (response.status !== 201) throw new Error(await response.text())
  return JSON.parse(await response.text()).data.id
}

/** The essentials of a risk, but for a ZIP code where there is none. */
function essentials(zip?: string): object {
  const day = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10)
  return {
    policy: { effective_on: day, ...(zip && { garaging_zip: zip }) },
    drivers: [
      {
        name: 'Maximiliane Featherstonehaugh-Delgado',
        born_on: '1986-02-11',
        licensed_on: '2003-06-01',
        gender: 'female',
      },
    ],
    vehicles: [{ vin: '1HGCM82633A004352' }],
  }
}

async function openDraft(page: Page, agent: Agent, id: string): Promise<void> {
  await page.goto(portal(`/quotes/${id}/draft`))
  await signIn(page, agent)
  await page.getByRole('heading', { name: 'The essentials' }).waitFor()
}

/** Resolves once the server has taken answers of a page; where it is said, with this among them. */
function savedBy(page: Page, value = ''): Promise<unknown> {
  return page.waitForResponse((response) => {
    const sent = response.request()
    return sent.method() === 'PUT' && response.ok() && (sent.postData() ?? '').includes(value)
  })
}

async function answersOf({ token }: Agent, id: string) {
  const response = await fetch(portal(`/api/v1/quotes/${id}/draft`), {
    headers: { authorization: `Bearer ${token}` },
  })
  return JSON.parse(await response.text()).data.facts
}

test.group('A quote made in the portal', () => {
  test('comes of a few answers given by keyboard alone, the price moving as one types', async ({
    visit,
    assert,
  }) => {
    const page = await visit(portal('/sign-in'))
    await openAsAgent(page, '/quotes')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('new q')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'New quote' }).waitFor()
    await page.getByLabel(/^TX.*Texas Personal Auto/).focus()
    await page.keyboard.press('Space')
    assert.deepEqual(await accessibilityFindings(page), [])
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'The essentials' }).waitFor()

    await page.getByLabel('Garaging ZIP code').focus()
    await page.keyboard.type('78701')
    await page.keyboard.press('Enter')
    assert.equal(await page.locator(':focus').getAttribute('id'), 'fact-drivers-0-name')
    await page.keyboard.type('Ann Lee')
    await page.keyboard.press('Enter')
    await page.keyboard.type('02111986')
    await page.keyboard.press('Enter')
    await page.keyboard.type('06012003')
    await page.keyboard.press('Enter')
    await page.keyboard.type('f')
    await page.keyboard.press('Enter')
    await page.keyboard.type('1HGCM82633A004352')
    await page.getByText('2003 Honda Accord by its VIN').first().waitFor()
    const first = await price(page).locator('strong').textContent()
    assert.match(first ?? '', /^\$[\d,]+\.\d\d$/)

    await page.keyboard.press('Alt+ArrowRight')
    await page.getByRole('heading', { name: 'Policy' }).waitFor()
    await page.getByLabel('Term', { exact: true }).focus()
    await page.keyboard.type('12')
    await price(page).getByText(/^\+\$/).waitFor()
    assert.notEqual(await price(page).locator('strong').textContent(), first)
    await saved(page).waitFor()
    await page.keyboard.press('Control+z')
    await price(page).getByText(/^−\$/).waitFor()
    assert.equal(await price(page).locator('strong').textContent(), first)

    await page.keyboard.press('Control+Enter')
    await page.getByRole('heading', { name: /^Quote \d+$/ }).waitFor()
    const total = await page.getByTestId('worksheet-total').textContent()
    assert.include(total ?? '', first?.slice(1) ?? 'no price')
  })

  test('several drivers and vehicles come and go; an assumption leads to its question', async ({
    visit,
    assert,
  }) => {
    const page = await visit(portal('/sign-in'))
    const agent = await createAgent()
    const id = await begin(agent, essentials('77002'))
    await openDraft(page, agent, id)
    await step(page, 'Drivers').click()
    await page.getByRole('button', { name: 'Add a driver' }).click()
    const second = page.getByRole('group', { name: 'Driver 2' })
    await second.getByLabel('Name').fill('Bo')
    await step(page, 'Drivers').getByText('3 to answer').waitFor()
    await page.getByRole('button', { name: 'Remove Driver 2' }).click()
    await second.waitFor({ state: 'detached' })
    await step(page, 'Vehicles').click()
    await page.getByRole('button', { name: 'Add a vehicle' }).click()
    const other = page.getByRole('group', { name: 'Vehicle 2' })
    await other.getByLabel('Model year').fill('2021')
    await other.getByLabel('Rating symbol').fill('11')
    await page.getByRole('complementary').getByText('Vehicle 2', { exact: true }).waitFor()
    assert.deepEqual(await accessibilityFindings(page), [])

    const beside = page.getByRole('complementary', { name: 'Premium and assumptions' })
    await beside.getByRole('button', { name: /^Prior insurance/ }).click()
    await page.getByRole('heading', { name: 'Policy' }).waitFor()
    const cover = page.locator('#fact-policy-prior_cover:focus')
    await cover.selectOption('none')
    await beside.getByText('An underwriter has to look at it').waitFor()
    await beside.getByRole('button', { name: /^Prior insurance/ }).waitFor({ state: 'detached' })
    await step(page, 'Review').click()
    await page.getByRole('heading', { name: 'Vehicle 2' }).waitFor()
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    assert.deepEqual(await accessibilityFindings(page), [])
    await finish(page).click()
    await page.getByRole('heading', { name: `Quote ${id}`, exact: true }).waitFor()
    await page.goto(portal(`/quotes/${id}/draft`))
    await page.getByRole('heading', { name: `Quote ${id}`, exact: true }).waitFor()
  })

  test('what is missing or wrong is told at its field, which has the focus', async ({
    visit,
    assert,
  }) => {
    const page = await visit(portal('/sign-in'))
    const agent = await createAgent()
    await openDraft(page, agent, await begin(agent, essentials()))
    await page.getByLabel('Vehicle identification number').fill('1HGCM82643A004352')
    await page.getByLabel('Model year').focus()
    const vin = page.getByLabel('Vehicle identification number')
    await vin.and(page.locator('[aria-invalid]')).waitFor()
    await vin.fill('')
    await page.getByLabel('Model year').fill('2021')
    await page.getByLabel('Rating symbol').fill('11')
    await step(page, 'The essentials').getByText('1 to answer').waitFor()
    await finish(page).click()
    const zip = page.getByLabel('Garaging ZIP code')
    await zip.and(page.locator('[aria-invalid]')).waitFor()
    assert.equal(await page.locator(':focus').getAttribute('id'), 'fact-policy-garaging_zip')
    assert.deepEqual(await accessibilityFindings(page), [])
  })

  test('what is answered while the line is cut is kept, sent later, and survives a closed page', async ({
    browser,
    assert,
    test: self,
  }) => {
    const agent = await createAgent()
    const id = await begin(agent, essentials('77002'))
    const context = await browser.newContext()
    self.cleanup(() => context.close())
    const page = await context.newPage()
    await openDraft(page, agent, id)
    await price(page).locator('strong').waitFor()
    await context.setOffline(true)
    await page.getByLabel('Name').fill('Ann Offline')
    await page.getByText('Not sent yet, kept on this computer').waitFor()
    await page.close()
    await context.setOffline(false)
    const again = await context.newPage()
    const sent = savedBy(again)
    await again.goto(portal(`/quotes/${id}/draft`))
    await again.getByLabel('Name').waitFor()
    assert.equal(await again.getByLabel('Name').inputValue(), 'Ann Offline')
    await sent
    assert.equal((await answersOf(agent, id)).drivers[0].name, 'Ann Offline')
  })

  test('two people see at which answer the other is, and choose where both changed one', async ({
    browser,
    assert,
    test: self,
  }) => {
    const [ann, ben] = [await createAgent(), await createAgent()]
    const id = await begin(ann, essentials('77002'))
    const contexts = [await browser.newContext(), await browser.newContext()]
    self.cleanup(async () => {
      for (const context of contexts) await context.close()
    })
    const [annsPage, bensPage] = await Promise.all(contexts.map((context) => context.newPage()))
    if (!annsPage || !bensPage) throw new Error('Two pages were opened')
    for (const [page, agent] of [
      [annsPage, ann],
      [bensPage, ben],
    ] as const) {
      await openDraft(page, agent, id)
      await page.getByRole('status').getByText('Live', { exact: true }).waitFor()
    }
    await annsPage.getByText(`${ben.user.fullName} edits this draft too.`).waitFor()
    await bensPage.getByText(`${ann.user.fullName} edits this draft too.`).waitFor()
    await bensPage.getByLabel('Garaging ZIP code').focus()
    const met = annsPage.locator('[data-pointer="/policy/garaging_zip"]')
    await met.getByText(ben.user.fullName).waitFor()
    assert.deepEqual(await accessibilityFindings(annsPage), [])

    await contexts[0]?.setOffline(true)
    await annsPage.locator('#fact-drivers-0-name').fill('Ann’s name')
    await annsPage.getByText('Not sent yet, kept on this computer').waitFor()
    await bensPage.locator('#fact-drivers-0-name').fill('Ben’s name')
    await bensPage.getByLabel('Garaging ZIP code').fill('78701')
    await savedBy(bensPage, '78701')
    await contexts[0]?.setOffline(false)
    const choices = annsPage.getByRole('alert', { name: 'Changed by someone else' })
    await choices.getByLabel('Theirs: Ben’s name').check()
    assert.equal(await annsPage.getByLabel('Garaging ZIP code').inputValue(), '78701')
    assert.equal(await annsPage.locator('#fact-drivers-0-name').inputValue(), 'Ben’s name')
    await choices.getByLabel('Yours: Ann’s name').check()
    assert.deepEqual(await accessibilityFindings(annsPage), [])
    await choices.getByRole('button', { name: 'Save what I chose' }).click()
    await saved(annsPage).waitFor()
    const { drivers, policy } = await answersOf(ben, id)
    assert.equal(drivers[0].name, 'Ann’s name')
    assert.equal(policy.garaging_zip, '78701')
  })

  test('a draft waits in the list of quotes', async ({ visit, assert }) => {
    const page = await visit(portal('/sign-in'))
    const agent = await createAgent()
    const id = await begin(agent, essentials())
    await page.goto(portal('/quotes'))
    await signIn(page, agent)
    const drafts = page.getByRole('region', { name: 'Drafts' })
    await drafts.getByText('Maximiliane').waitFor()
    assert.deepEqual(await accessibilityFindings(page), [])
    await drafts.getByRole('link').click()
    await page.waitForURL(`**/quotes/${id}/draft**`)
  })
})
