import type { HttpContext } from '@adonisjs/core/http'
import { Problem } from '#exceptions/problem'
import { draftAnswersBody, draftBody } from '#http/draft_body'
import { etagOf, moveProblem } from '#http/move_problem'
import { presentQuestions } from '#http/present_questions'
import { ratingProblem } from '#http/rating_problem'
import { readMover } from '#http/read_mover'
import { requireRole } from '#http/require_role'
import { draftsOf, findDraft, type QuoteDraft } from '#services/quotes/drafts/find_draft'
import { questionsOfDraft } from '#services/quotes/drafts/questions_of_quote'
import { saveDraft } from '#services/quotes/drafts/save_draft'
import { startDraft } from '#services/quotes/drafts/start_draft'

/** Most characters of the answers of a draft; those of the largest risk are a small part of it. */
const MAX_CHARACTERS = 128 * 1024

export default class DraftsController {
  /** Lists the drafts of whoever asks. */
  async index({ auth }: HttpContext) {
    const drafts = await draftsOf(auth.getUserOrFail().id)
    return { data: drafts.map(present) }
  }

  /** Stores answers that are not complete yet. */
  async store(ctx: HttpContext) {
    const { request, response, auth } = ctx
    requireRole(ctx, 'quote')
    const { transaction = 'new_business', ...asked } = await draftBody.read(request.body().json)
    refuseTooLarge(asked.facts)
    const author = { userId: auth.getUserOrFail().id, requestId: request.id() ?? '' }
    const started = await startDraft({ ...asked, transaction }, author)
    if (!started.ok) throw ratingProblem(started.error)
    response.status(201).header('location', `/api/v1/quotes/${started.id}/draft`)
    return { data: present(await this.#find(started.id, response)) }
  }

  /** Shows the answers so far. */
  async show({ params, response }: HttpContext) {
    return { data: present(await this.#find(params.id, response)) }
  }

  /** Saves the answers so far, and says what is left to ask. */
  async update(ctx: HttpContext) {
    const { params, request, response } = ctx
    const { facts } = await draftAnswersBody.read(request.body().json)
    refuseTooLarge(facts)
    const saved = await saveDraft(params.id, facts, readMover(ctx))
    if (!saved.ok) throw moveProblem(saved.error)
    const questions = await questionsOfDraft(await this.#find(params.id, response))
    if (!questions) throw new Problem(404, 'no_such_quote', 'The plan is no longer published.')
    return { data: presentQuestions(questions) }
  }

  async #find(id: string, response: HttpContext['response']): Promise<QuoteDraft> {
    const draft = await findDraft(id)
    if (!draft) throw new Problem(404, 'no_such_quote', `There is no draft ${id}.`)
    response.header('etag', etagOf(draft.lockVersion))
    return draft
  }
}

function present({ id, plan, planTitle, transaction, facts, savedAt }: QuoteDraft) {
  return { id, plan: { name: plan, title: planTitle }, transaction, saved_at: savedAt, facts }
}

function refuseTooLarge(facts: object): void {
  if (JSON.stringify(facts).length <= MAX_CHARACTERS) return
  throw new Problem(413, 'too_large', `A draft has at most ${MAX_CHARACTERS / 1024} KB.`)
}
