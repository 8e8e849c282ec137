import type { ApiClient, ApiResponse } from '@japa/api-client'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { describeApi } from '#http/openapi/document'
import { describePlans } from '#services/plans/describe_plans'

type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: object }>>
}

const ROOT = 'urn:ratewright:openapi'

/** Says how an answer departs from the API's own description; undefined when it doesn't. */
export class OpenapiJudge {
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true })

  private constructor(readonly document: Document) {
    formats.default(this.#ajv)
    this.#ajv.addSchema({ $id: ROOT, ...document })
  }

  static async create(): Promise<OpenapiJudge> {
    // The document is built as plain JSON, typed for its reader here.
    return new OpenapiJudge(describeApi(await describePlans()) as unknown as Document)
  }

  judge(method: string, path: string, status: number, body: unknown): string | undefined {
    const template = this.#templateOf(path)
    const operation = template && this.document.paths[template]?.[method.toLowerCase()]
    if (!template || !operation) return status === 404 || status === 405 ? undefined : 'undescribed'
    if (status === 204) return undefined
    const key = String(status) in operation.responses ? String(status) : 'default'
    // What is no JSON is judged by its own test.
    if (status < 400 && 'application/pdf' in (operation.responses[key]?.content ?? {})) {
      return undefined
    }
    const kind = status < 400 ? 'application/json' : 'application/problem+json'
    const steps = ['paths', template, method.toLowerCase(), 'responses', key, 'content', kind]
    const pointer = steps.map((step) => encodeURIComponent(escape(step))).join('/')
    const validate = this.#ajv.getSchema(`${ROOT}#/${pointer}/schema`)
    if (!validate) return `no schema at ${steps.join(' ')}`
    return validate(body) ? undefined : this.#ajv.errorsText(validate.errors)
  }

  /** How a JSON body departs from what the description admits for an operation. */
  judgeBody(template: string, method: string, body: unknown): string | undefined {
    const steps = ['paths', template, method, 'requestBody', 'content', 'application/json']
    const pointer = steps.map((step) => encodeURIComponent(escape(step))).join('/')
    const validate = this.#ajv.getSchema(`${ROOT}#/${pointer}/schema`)
    if (!validate) return `no schema at ${steps.join(' ')}`
    return validate(body) ? undefined : this.#ajv.errorsText(validate.errors)
  }

  /** Whether a request body is one that the description admits. */
  judgeRequest(body: unknown): string | undefined {
    return this.judgeBy('RatingRequest', body)
  }

  /** How a value departs from one of the named schemas. */
  judgeBy(schema: string, value: unknown): string | undefined {
    const validate = this.#ajv.getSchema(`${ROOT}#/components/schemas/${schema}`)
    return validate?.(value) ? undefined : this.#ajv.errorsText(validate?.errors)
  }

  #templateOf(path: string): string | undefined {
    if (path in this.document.paths) return path
    return Object.keys(this.document.paths).find((template) =>
      new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path)
    )
  }
}

/** Makes every answer that the client gets from the API a test of the API's own description. */
export function judgeAnswers(client: typeof ApiClient): void {
  let judge: Promise<OpenapiJudge> | undefined
  client.teardown(async (response: ApiResponse) => {
    const { pathname } = new URL(response.request.request.url, 'http://localhost')
    if (!pathname.startsWith('/api/v1/') || pathname.endsWith('/openapi.json')) return
    judge ??= OpenapiJudge.create()
    const { method } = response.request.request
    const fault = (await judge).judge(method, pathname, response.status(), response.body())
    if (fault) throw new Error(`${method} ${pathname} ${response.status()}: ${fault}`)
  })
}

function escape(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1')
}
