import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { createAgent, type Agent } from '#tests/harness/agent'
import { OpenapiJudge } from '#tests/harness/openapi'
import { openRequest, post, quoteOf, referred, type QuoteRequest } from '#tests/harness/quotes'

interface Described {
  readonly operationId: string
  readonly parameters?: readonly {
    readonly name: string
    readonly in: string
    readonly required: boolean
    readonly example?: unknown
  }[]
  readonly requestBody?: {
    readonly content: Readonly<
      Record<string, { readonly examples?: Readonly<Record<string, { readonly value: unknown }>> }>
    >
  }
  readonly responses: Readonly<Record<string, unknown>>
}

/** What an operation is tried on: the values of its path. */
interface Stage {
  readonly path?: Readonly<Record<string, string>>
}

type Prepare = (client: ApiClient, agent: Agent, example: unknown) => Promise<Stage>

/** The facts of an example are those of a plan's own request. */
async function requestOfSamePlan(example: unknown): Promise<QuoteRequest> {
  const { document } = await OpenapiJudge.create()
  const described = document.paths['/api/v1/quotes']?.post as unknown as Described
  // An example of a revision has facts.
  const { facts } = example as QuoteRequest
  const requests = bodiesOf(described) as readonly QuoteRequest[]
  const found = requests.find((each) => JSON.stringify(each.facts) === JSON.stringify(facts))
  if (!found) throw new Error('The example is of no plan')
  return found
}

const quoted: Prepare = async (client, agent) => ({
  path: { id: await quoteOf(client, agent, await openRequest()), number: '1' },
})

const drafted: Prepare = async (client, { token }) => {
  const body = { plan: 'texas_personal_auto', facts: {} }
  const made = await client.post('/api/v1/quotes/drafts').bearerToken(token).json(body)
  return { path: { id: made.body().data.id } }
}

const waiting: Prepare = async (client, agent) => ({
  path: { id: await quoteOf(client, agent, referred(await openRequest())) },
})

/** How the thing that an operation works on comes to be there; the others need nothing. */
const STAGES: Readonly<Record<string, Prepare>> = {
  showQuote: quoted,
  compareVersions: quoted,
  showVersion: quoted,
  showWorksheet: quoted,
  reviseQuote: async (client, agent, example) => ({
    path: { id: await quoteOf(client, agent, await requestOfSamePlan(example)) },
  }),
  rerateQuote: quoted,
  referQuote: quoted,
  withdrawQuote: quoted,
  approveQuote: waiting,
  declineQuote: waiting,
  bindQuote: quoted,
  reassignQuote: quoted,
  nameInsured: quoted,
  tellPresence: quoted,
  listNotices: quoted,
  eraseQuote: quoted,
  holdQuote: quoted,
  releaseQuote: quoted,
  quoteOptions: quoted,
  quoteLevers: quoted,
  reopenQuote: async (client, agent) => {
    const { path = {} } = await quoted(client, agent, null)
    await post(client, agent, `${path.id}/withdraw`, { reason: 'Bought elsewhere' })
    return { path }
  },
  recordElection: async (client, agent) => {
    const body = await openRequest()
    for (const vehicle of body.facts.vehicles) delete vehicle.coverages.PIP
    return { path: { id: await quoteOf(client, agent, body) } }
  },
  showPolicy: async (client, agent) => {
    const id = await quoteOf(client, agent, await openRequest())
    return { path: { number: (await post(client, agent, `${id}/bind`)).body().data.number } }
  },
  showDraft: drafted,
  saveDraft: drafted,
  askQuestions: drafted,
  showProgram: async (client, { token }) => {
    const plans = await client.get('/api/v1/plans').bearerToken(token)
    return { path: { hash: plans.body().data[0].program_hash } }
  },
}

const NEEDS_NOTHING = [
  'rate',
  'rateOptions',
  'startDraft',
  'listDrafts',
  'createQuote',
  'listQuotes',
  'listPlans',
  'showMe',
]

/** Versions of plans and bulk re-quotes have lives of their own, which `functional/plans` walks. */
const TRIED_ELSEWHERE = /^\/api\/v1\/(?:plans\/|requotes\/)/

/** Answered by lines, which the test below tries, or as a document; or true for a day that is over. */
const OTHERWISE = ['rateBatch', 'showDeclarations', 'showProposal', 'extendQuote']

test.group('The examples of the description', () => {
  test('each runs against the server and comes to what is described', async ({
    client,
    assert,
  }) => {
    const agent = await createAgent()
    const underwriter = await createAgent('admin')
    const { document } = await OpenapiJudge.create()
    let run = 0
    for (const [template, methods] of Object.entries(document.paths)) {
      for (const [method, each] of Object.entries(methods)) {
        // The judge's own type names only what it reads.
        const described = each as unknown as Described
        const { operationId } = described
        if (OTHERWISE.includes(operationId) || TRIED_ELSEWHERE.test(template)) continue
        const prepare = STAGES[operationId]
        assert.isTrue(
          prepare !== undefined || NEEDS_NOTHING.includes(operationId),
          `${operationId} has no stage in this test`
        )
        for (const body of bodiesOf(described)) {
          const stage = (await prepare?.(client, agent, body)) ?? {}
          const path = addressOf(template, described, stage)
          const request = client.request(path, method.toUpperCase()).bearerToken(underwriter.token)
          const answer = await (isObject(body) ? request.json(body) : request)
          const said = `${operationId} ${answer.status()} ${answer.text().slice(0, 300)}`
          assert.isBelow(answer.status(), 300, said)
          assert.property(described.responses, String(answer.status()), said)
          run++
        }
      }
    }
    assert.isAtLeast(run, 30)
  })

  test('the example of a batch is rated line by line', async ({ assert }) => {
    const { token } = await createAgent()
    const judge = await OpenapiJudge.create()
    const described = judge.document.paths['/api/v1/ratings/batch']?.post as unknown as Described
    const [body] = bodiesOf(described)
    const answer = await fetch(
      `http://${process.env.HOST}:${process.env.PORT}/api/v1/ratings/batch`,
      {
        method: 'POST',
        headers: { 'authorization': `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
        body: String(body),
      }
    )
    const lines = (await answer.text()).trim().split('\n')
    assert.deepEqual(
      lines.map((line) => judge.judgeBy('BatchAnswer', JSON.parse(line))),
      [undefined]
    )
  })

  test('every type of problem that an operation names has a meaning', async ({ assert }) => {
    const { document } = await OpenapiJudge.create()
    const text = JSON.stringify(document.paths)
    const named = new Set(
      [...text.matchAll(/#\/components\/examples\/(\w+)/g)].map(([, kind]) => kind)
    )
    assert.isAtLeast(named.size, 30)
  })
})

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** The bodies of an operation's examples; one undefined where it takes none. */
function bodiesOf({ requestBody }: Described): readonly unknown[] {
  if (!requestBody) return [undefined]
  return Object.values(requestBody.content).flatMap(({ examples, ...one }) =>
    examples
      ? Object.values(examples).map(({ value }) => value)
      : 'example' in one
        ? [one.example]
        : []
  )
}

function addressOf(template: string, { parameters = [] }: Described, { path = {} }: Stage): string {
  const address = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const declared = parameters.find((each) => each.in === 'path' && each.name === name)
    return path[name] ?? String(declared?.example)
  })
  const wanted = parameters.filter((each) => each.in === 'query' && each.example !== undefined)
  const search = new URLSearchParams(
    Object.fromEntries(wanted.map(({ name, example }) => [name, String(example)]))
  )
  return wanted.length > 0 ? `${address}?${search}` : address
}
