import { readFile, writeFile } from 'node:fs/promises'
import { chromium, type Page } from 'playwright'
import { runProgram } from '#launch/run_program'
import { findBrowser } from '#tests/harness/find_browser'

/**
 * Takes the pictures of this folder from a new platform at `URL`, whose data are in `DATA_DIR`;
 * needs pngquant. Run it with `node --import=./bin/typescript.js docs/images/take_pictures.ts`.
 */
const { URL: url = 'http://localhost:3333', DATA_DIR: data = '.data' } = process.env

type Facts = Record<string, Record<string, unknown> & Record<string, unknown>[]>
type Change = (facts: Facts) => void

/** What each quote has other than the example, the oldest first. */
const QUOTES: readonly (readonly [daysAhead: number, change: Change])[] = [
  [2, policy({ garaging_zip: '79936', insurance_score: 690 })],
  [9, policy({ term: 12, homeowner: false })],
  [4, policy({ garaging_zip: '77002', prior_cover: 'none' })],
  [14, driver({ violations: violations('dui', 'dui') })],
  [21, policy({ garaging_zip: '75204', term: 12, paid_in_full: true })],
  [1, driver({ born_on: '2004-08-30', licensed_on: '2021-02-01' })],
  [28, policy({ insurance_score: 512, homeowner: false, paperless: false })],
  [6, driver({ violations: violations('major', 'at_fault', 'major') })],
  [12, vehicle({ use: 'business', symbol: 25 })],
  [3, policy({ garaging_zip: '78520' })],
  [17, vehicle({ model_year: 2024, symbol: 16, antitheft: true })],
  [25, policy({ garaging_zip: '76102', prior_cover: 'lapsed' })],
  [8, driver({ violations: violations('minor') })],
  [30, policy({ garaging_zip: '79401', term: 12 })],
  [5, vehicle({ annual_miles: 16_000 })],
  [11, policy({ prior_cover: 'none', insurance_score: 601 })],
  [19, policy({ garaging_zip: '75901' })],
  [7, () => {}],
]

const VIEW = {
  viewport: { width: 1280, height: 800 },
  deviceScaleFactor: 2,
  reducedMotion: 'reduce',
} as const

const token = await readFile(`${data}/demo_token`, 'utf8')
for (const [at, [daysAhead, change]] of QUOTES.entries()) await createQuote(at, daysAhead, change)

const browser = await chromium.launch({
  executablePath: await findBrowser(),
  args: ['--no-sandbox'],
})
try {
  const page = await browser.newPage(VIEW)
  await signIn(page)
  await page.getByRole('status').getByText('Live', { exact: true }).waitFor()
  await page.mouse.move(0, 0)
  await picture(page, 'quotes')
  await page.goto(`${url}/quotes/${QUOTES.length}`)
  await page.locator('[data-step]').nth(1).click()
  await page.locator('tr[aria-current="true"]').waitFor()
  await page.mouse.move(0, 0)
  await page.evaluate('document.activeElement?.blur(); scrollTo(0, 0)')
  await picture(page, 'worksheet')
  await answerEssentials(page)
  await page.mouse.move(0, 0)
  await picture(page, 'new_quote')
  await takeStudio(await browser.newPage(VIEW))
} finally {
  await browser.close()
}

function policy(values: Record<string, unknown>): Change {
  return (facts) => Object.assign(facts.policy ?? {}, values)
}

function driver(values: Record<string, unknown>): Change {
  return (facts) => Object.assign(facts.drivers?.[0] ?? {}, values)
}

function vehicle(values: Record<string, unknown>): Change {
  return (facts) => Object.assign(facts.vehicles?.[0] ?? {}, values)
}

function violations(...kinds: readonly string[]): readonly Record<string, string>[] {
  return kinds.map((kind) => ({ kind, on: day(-200) }))
}

function day(ahead: number): string {
  return new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10)
}

async function createQuote(at: number, daysAhead: number, change: Change): Promise<void> {
  const example = await readFile(new URL('../../plugins/tx/examples/quote.json', import.meta.url))
  const body = JSON.parse(example.toString())
  change(body.facts)
  body.facts.policy.effective_on = day(daysAhead)
  if (at % 5 === 3) body.transaction = 'renewal'
  const answer = await fetch(`${url}/api/v1/quotes`, {
    method: 'POST',
    headers: { 'authorization': `Bearer ${token.trim()}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (answer.status !== 201) throw new Error(await answer.text())
}

async function signIn(page: Page): Promise<void> {
  await page.goto(`${url}/quotes`)
  await page.getByRole('button', { name: 'Fill it in' }).click()
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** A draft of a Texas risk with its few answers given, the last in focus. */
async function answerEssentials(page: Page): Promise<void> {
  await page.goto(`${url}/quotes/new`)
  await page.getByLabel(/^TX.*Texas Personal Auto/).check()
  await page.getByLabel('First day of cover').fill(day(14))
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.getByLabel('Garaging ZIP code').fill('78701')
  await page.getByLabel('Name').fill('Maria Delgado')
  await page.getByLabel('Date of birth').fill('1986-02-11')
  await page.getByLabel('Licensed since').fill('2003-06-01')
  await page.getByLabel('Gender').selectOption('female')
  await page.getByLabel('Vehicle identification number').fill('1HGCM82633A004352')
  await page.getByRole('status', { name: 'Price' }).locator('strong').waitFor()
  await page.getByRole('status').getByText('Saved', { exact: true }).waitFor()
}

/** A draft of the Texas plan with four changed rates, and who pays more by it. */
async function takeStudio(page: Page): Promise<void> {
  await page.goto(`${url}/plans/texas_personal_auto/versions/1`)
  await page.getByLabel('Email').fill('author@ratewright.example')
  await page.getByLabel('Password').fill('ratewright-demo')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Begin a draft from this' }).click()
  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByRole('button', { name: 'base_rate.csv' }).click()
  await page.getByTestId('impact').waitFor({ timeout: 120_000 })
  await page.getByRole('gridcell').nth(1).click()
  for (const price of ['640.00', '790.00', '640.00', '650.00']) {
    await page.keyboard.type(price)
    await page.keyboard.press('Enter')
  }
  await page.getByRole('heading', { name: 'Pays the most less' }).waitFor({ timeout: 60_000 })
  await page.mouse.move(0, 0)
  await picture(page, 'studio')
}

async function picture(page: Page, name: string): Promise<void> {
  const path = new URL(`${name}.png`, import.meta.url).pathname
  await writeFile(path, await page.screenshot())
  await runProgram('pngquant', ['--force', '--ext', '.png', '--quality=70-95', '--strip', path])
}
