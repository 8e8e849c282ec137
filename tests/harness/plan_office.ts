import type { ApiClient } from '@japa/api-client'
import { createAgent, type Agent } from './agent.ts'
import { skiffFacts } from './plans.ts'

/** The people around a plan, and what they do to it. */
export async function office(client: ApiClient, plan: string) {
  const author = await createAgent('product_author')
  const reviewer = await createAgent('reviewer')
  const path = `/api/v1/plans/${plan}/versions`
  const get = (who: Agent, below = '') => client.get(`${path}${below}`).bearerToken(who.token)
  const post = (who: Agent, below: string, body: object = {}) =>
    client.post(`${path}${below}`).bearerToken(who.token).json(body)
  const save = async (number: number, tables: object, who = author, etag?: string) => {
    const seen = etag ?? (await get(who, `/${number}`)).header('etag') ?? ''
    return client
      .put(`${path}/${number}/sources`)
      .bearerToken(who.token)
      .header('if-match', seen)
      .json({ tables })
  }
  /** A draft with another price, approved. */
  const approved = async (price: string) => {
    const created = await post(author, '', { from: 1 })
    const { number } = created.body().data
    await save(number, { 'hull_rate.csv': `length,amount\n2 to 9,${price}\n10 to 40,250.00\n` })
    ;(await post(author, `/${number}/submit`)).assertStatus(200)
    ;(await post(reviewer, `/${number}/approve`)).assertStatus(200)
    return Number(number)
  }
  const total = async (days = 20): Promise<string> => {
    const response = await client
      .post('/api/v1/ratings')
      .bearerToken(author.token)
      .json({ plan, facts: skiffFacts(days) })
    return response.body().data.total
  }
  return { author, reviewer, get, post, save, approved, total, path }
}
