import type { FactError } from '#rules/index'

/** One thing wrong with a request, and where. */
export type ProblemItem = FactError

interface ProblemOptions extends ErrorOptions {
  readonly errors?: readonly ProblemItem[]
  readonly headers?: Readonly<Record<string, string>>
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request can not be read',
  401: 'Sign-in is needed',
  403: 'This is not allowed',
  404: 'There is nothing here',
  405: 'This method is not offered here',
  409: 'This is in conflict with the present state',
  412: 'It was changed meanwhile',
  413: 'The request is too large',
  415: 'The request is of a kind that is not taken',
  422: 'The request can not be carried out as it stands',
  428: 'Something must be said along',
  429: 'Too many attempts',
  500: 'Something went wrong on our side',
  503: 'The service is not ready',
}

/** A failure that the client is told about as an RFC 9457 document. */
export class Problem extends Error {
  readonly errors: readonly ProblemItem[]
  readonly headers: Readonly<Record<string, string>>

  constructor(
    readonly status: number,
    /** Names the kind of problem for machines: the last part of its `type`. */
    readonly kind: string,
    detail: string,
    { errors = [], headers = {}, ...options }: ProblemOptions = {}
  ) {
    super(detail, options)
    this.name = 'Problem'
    this.errors = errors
    this.headers = headers
  }

  /** The document as it is sent. */
  toDocument(instance: string, requestId: string | undefined) {
    return {
      type: `urn:ratewright:problem:${this.kind}`,
      title: TITLES[this.status] ?? 'The request failed',
      status: this.status,
      detail: this.message,
      instance,
      request_id: requestId ?? null,
      errors: this.errors,
    }
  }
}
