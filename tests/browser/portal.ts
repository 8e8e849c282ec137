import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright'
import { createAgent, exampleRequest, type Agent } from '#tests/harness/agent'

/** The address of a page of the portal that the tests serve. */
export function portal(path: string): string {
  return `http://${process.env.HOST}:${process.env.PORT}${path}`
}

/** Signs in through the form, as a person does, and waits for the page that was asked for. */
export async function signIn(
  page: Page,
  { user, password }: Pick<Agent, 'user' | 'password'>
): Promise<void> {
  await page.getByLabel('Email').fill(user.email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: `${user.fullName}, account` }).waitFor()
}

/** Opens a page of the portal as a new agent, who is signed in on the way. */
export async function openAsAgent(page: Page, path: string): Promise<Agent> {
  const agent = await createAgent()
  await page.goto(portal(path))
  await signIn(page, agent)
  return agent
}

/** A quote made over HTTP with a bearer token, as a machine makes it; with all vehicles, or fewer. */
export async function createQuote(
  token: string,
  { vehicles }: { readonly vehicles?: number } = {}
): Promise<{ readonly id: string; readonly total: string; readonly currency: string }> {
  const request = await exampleRequest()
  request.facts.vehicles = request.facts.vehicles.slice(0, vehicles)
  const response = await fetch(portal('/api/v1/quotes'), {
    method: 'POST',
    headers: { 'authorization': `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(request),
  })
  if (response.status !== 201) throw new Error(`The quote was refused: ${await response.text()}`)
  const { data } = JSON.parse(await response.text())
  return { id: data.id, total: data.total, currency: data.currency }
}

/** What axe-core holds against the page, each rule with the elements that break it. */
export async function accessibilityFindings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`)
}
