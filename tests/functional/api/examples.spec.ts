import { test } from '@japa/runner'
import type { TestContext } from '@japa/runner/core'
import type { ApiClient } from '@japa/api-client'
import { DateTime } from 'luxon'
import { createAgent, type Agent } from '#tests/harness/agent'
import { OpenapiJudge } from '#tests/harness/openapi'
import { office } from '#tests/harness/plan_office'
import { publishOwnPlan } from '#tests/harness/plans'
import { openRequest, post, quoteOf, referred, type QuoteRequest } from '#tests/harness/quotes'

type Test = TestContext['test']

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

/** What an operation is tried on: the values of its path, and days in its body that are still to come. */
interface Stage {
  readonly path?: Readonly<Record<string, string>>
  readonly days?: Readonly<Record<string, string>>
}

/** `running` is the test itself, which takes away what a stage made. */
type Prepare = (client: ApiClient, agent: Agent, example: unknown, running: Test) => Promise<Stage>

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

const issued: Prepare = async (client, agent) => {
  const id = await quoteOf(client, agent, await openRequest())
  return { path: { number: (await post(client, agent, `${id}/bind`)).body().data.number } }
}

/** The second version of a plan of its own, brought as far as the moves take it. */
function planned(
  ...moves: readonly (readonly [move: string, by: 'author' | 'reviewer'])[]
): Prepare {
  return async (client, _agent, _example, running) => {
    const { name } = await publishOwnPlan(running)
    const people = await office(client, name)
    await people.post(people.author, '', { from: 1 })
    await people.save(2, { 'hull_rate.csv': 'length,amount\n2 to 9,120.00\n10 to 40,250.00\n' })
    for (const [move, by] of moves) {
      const body = move === 'schedule' ? inAMonth : {}
      ;(await people.post(people[by], `/2/${move}`, body)).assertStatus(200)
    }
    return { path: { plan: name, number: '2' } }
  }
}

const SUBMIT = ['submit', 'author'] as const
const APPROVE = ['approve', 'reviewer'] as const
const SCHEDULE = ['schedule', 'reviewer'] as const
const PUBLISH = ['publish', 'reviewer'] as const

const dayIn = (days: number) => DateTime.utc().plus({ days }).toFormat('yyyy-MM-dd')
const inAMonth = { new_business_from: dayIn(30), renewals_from: dayIn(40) }

const requoted: Prepare = async (client, _agent, _example, running) => {
  const { name } = await publishOwnPlan(running)
  const { token } = await createAgent('underwriter')
  const path = `/api/v1/plans/${name}/requotes`
  const begun = await client.post(path).bearerToken(token).json({ apply: false, reason: 'To know' })
  return { path: { id: begun.body().data.id } }
}

const registered: Prepare = async (client) => {
  const { token } = await createAgent('admin')
  const body = {
    name: 'A program',
    grants: ['client_credentials'],
    scopes: ['ratings'],
    role: 'agent',
  }
  const made = await client.post('/api/v1/oauth/clients').bearerToken(token).json(body)
  return { path: { id: made.body().data.id } }
}

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
  reopenQuote: async (client, agent, example, running) => {
    const { path = {} } = await quoted(client, agent, example, running)
    await post(client, agent, `${path.id}/withdraw`, { reason: 'Bought elsewhere' })
    return { path }
  },
  recordElection: async (client, agent) => {
    const body = await openRequest()
    for (const vehicle of body.facts.vehicles) delete vehicle.coverages.PIP
    return { path: { id: await quoteOf(client, agent, body) } }
  },
  extendQuote: async (client, agent, example, running) => ({
    ...(await quoted(client, agent, example, running)),
    days: { until: dayIn(19) },
  }),
  showPolicy: issued,
  showDeclarations: issued,
  showProposal: quoted,
  comparePlanVersions: planned(),
  showPlanVersion: planned(),
  showDiagnostics: planned(),
  showCoverage: planned(),
  listPlanVersions: planned(),
  createPlanDraft: planned(),
  submitPlanVersion: planned(),
  approvePlanVersion: planned(SUBMIT),
  sendPlanVersionBack: planned(SUBMIT),
  schedulePlanVersion: async (...given) => ({
    ...(await planned(SUBMIT, APPROVE)(...given)),
    days: inAMonth,
  }),
  publishPlanVersion: planned(SUBMIT, APPROVE),
  withdrawPlanVersion: planned(SUBMIT, APPROVE, SCHEDULE),
  rollPlanBack: async (...given) => {
    const { path } = await planned(SUBMIT, APPROVE, PUBLISH)(...given)
    return { path: { ...path, number: '1' } }
  },
  beginRequote: async (client, agent, example, running) => {
    const { path } = await planned()(client, agent, example, running)
    return path ? { path } : {}
  },
  showRequote: requoted,
  listRequoteItems: requoted,
  cancelRequote: requoted,
  rotateSecret: registered,
  revokeClient: registered,
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
  'listRequotes',
  'askQuestionsOfRisk',
  'rateWithVersion',
  'explainPlanVersion',
  'measureImpact',
  'workExamples',
  'showMe',
  'listClients',
  'makeClient',
]

/** Tried by tests of their own: answered by lines or without an end, or it takes the entity tag of what it changes. */
const OTHERWISE = ['rateBatch', 'listen', 'savePlanSources']

test.group('The examples of the description', () => {
  test('each runs against the server and comes to what is described', async ({
    client,
    assert,
    test: running,
  }) => {
    const agent = await createAgent()
    const underwriter = await createAgent('admin')
    const judge = await OpenapiJudge.create()
    const { document } = judge
    let run = 0
    for (const [template, methods] of Object.entries(document.paths)) {
      for (const [method, each] of Object.entries(methods)) {
        // The judge's own type names only what it reads.
        const described = each as unknown as Described
        const { operationId } = described
        if (OTHERWISE.includes(operationId)) continue
        const prepare = STAGES[operationId]
        assert.isTrue(
          prepare !== undefined || NEEDS_NOTHING.includes(operationId),
          `${operationId} has no stage in this test`
        )
        for (const body of bodiesOf(described)) {
          const stage = (await prepare?.(client, agent, body, running)) ?? {}
          const path = addressOf(template, described, stage)
          if (body !== undefined) assert.isUndefined(judge.judgeBody(template, method, body))
          const request = client.request(path, method.toUpperCase()).bearerToken(underwriter.token)
          const sent = isObject(body) ? { ...body, ...stage.days } : undefined
          const answer = await (sent ? request.json(sent) : request)
          const said = `${operationId} ${answer.status()} ${answer.text()?.slice(0, 300)}`
          assert.isBelow(answer.status(), 300, said)
          assert.property(described.responses, String(answer.status()), said)
          run++
        }
      }
    }
    assert.isAtLeast(run, 60)
  }).timeout(120_000)

  test('the example of a text is saved into a draft that was not changed meanwhile', async ({
    client,
    assert,
    test: running,
  }) => {
    const { document } = await OpenapiJudge.create()
    const template = '/api/v1/plans/{plan}/versions/{number}/sources'
    const [body] = bodiesOf(document.paths[template]?.put as unknown as Described)
    const { name } = await publishOwnPlan(running)
    const { author, post: move, path } = await office(client, name)
    const begun = await move(author, '', { from: 1 })
    const put = () => client.put(`${path}/2/sources`).bearerToken(author.token)
    ;(await put().json(Object(body))).assertStatus(428)
    const saved = await put()
      .header('if-match', begun.header('etag') ?? '')
      .json(Object(body))
    saved.assertStatus(200)
    assert.property(saved.body().data, 'diagnostics')
    const late = await put()
      .header('if-match', begun.header('etag') ?? '')
      .json(Object(body))
    late.assertStatus(412)
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
