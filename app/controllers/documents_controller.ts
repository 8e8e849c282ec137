import type { HttpContext } from '@adonisjs/core/http'
import { Problem } from '#exceptions/problem'
import { readCount } from '#http/read_count'
import type { DocumentContent } from '#services/documents/document_content'
import { renderPdf, RendererBusy } from '#services/documents/render_pdf'
import { readDeclarations } from '#services/policies/read_declarations'
import { writeProposal } from '#services/quotes/write_proposal'

export default class DocumentsController {
  /** The declarations page of a policy as a PDF. */
  async declarations({ params, response }: HttpContext) {
    const result = await readDeclarations(params.number)
    if (!result.ok) throw declarationsProblem(result.error, params.number)
    return this.#send(response, `declarations-${params.number}.pdf`, result)
  }

  /** The proposal of a quote as a PDF. */
  async proposal({ params, request, response }: HttpContext) {
    const asked = request.qs().instalments
    const instalments = asked === undefined ? 1 : readCount('instalments', asked)
    const result = await writeProposal(String(params.id), instalments)
    if (!result.ok) throw proposalProblem(result.error, params.id)
    return this.#send(response, `proposal-${params.id}.pdf`, result)
  }

  async #send(
    response: HttpContext['response'],
    name: string,
    { content, madeAt }: { readonly content: DocumentContent; readonly madeAt: Date }
  ) {
    const pdf = await renderPdf(content, madeAt).catch((error: unknown) => {
      if (!(error instanceof RendererBusy)) throw error
      throw new Problem(503, 'busy', error.message, { headers: { 'retry-after': '5' } })
    })
    response.header('content-disposition', `inline; filename="${name}"`)
    response.header('cache-control', 'private, no-store')
    response.type('application/pdf')
    return Buffer.from(pdf)
  }
}

function declarationsProblem(
  error: 'no_such_policy' | 'erased' | 'not_reproduced',
  number: string
): Problem {
  switch (error) {
    case 'no_such_policy':
      return new Problem(404, 'no_such_policy', `There is no policy ${number}.`)
    case 'erased':
      return new Problem(410, 'erased', `The private data of policy ${number} were erased.`)
    case 'not_reproduced':
      return new Problem(
        500,
        'document_differs',
        `The declarations of policy ${number} are not what was issued.`
      )
  }
}

function proposalProblem(
  error: 'no_such_quote' | 'erased' | 'declined' | 'differs',
  id: string
): Problem {
  switch (error) {
    case 'no_such_quote':
      return new Problem(404, 'no_such_quote', `There is no quote ${id}.`)
    case 'erased':
      return new Problem(410, 'erased', `The private data of quote ${id} were erased.`)
    case 'declined':
      return new Problem(409, 'declined', `Quote ${id} is declined; there is nothing to propose.`)
    case 'differs':
      return new Problem(
        500,
        'worksheet_differs',
        `This release does not come to the price of quote ${id} that was shown.`
      )
  }
}
