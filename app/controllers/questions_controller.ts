import type { HttpContext } from '@adonisjs/core/http'
import { Problem } from '#exceptions/problem'
import { readInclude } from '#http/include'
import { draftBody } from '#http/draft_body'
import { presentQuestions } from '#http/present_questions'
import { ratingProblem } from '#http/rating_problem'
import { publishedPlans } from '#services/plans/find_plan_in_force'
import { questionsOfDraft, questionsOfQuote } from '#services/quotes/drafts/questions_of_quote'

export default class QuestionsController {
  /** Says what is still to ask of a risk that is not stored, and what the answers come to. */
  async ask({ request }: HttpContext) {
    const include = readInclude(request.qs().include, ['relevance'])
    const { transaction = 'new_business', ...asked } = await draftBody.read(request.body().json)
    const questions = await questionsOfDraft(
      { ...asked, transaction },
      include.has('relevance')
    )
    if (!questions) throw ratingProblem({ type: 'unknown_plan', known: await publishedPlans() })
    return { data: presentQuestions(questions) }
  }

  /** Says what is still to ask, step by step, and what the answers come to with the assumptions. */
  async show({ params }: HttpContext) {
    const questions = await questionsOfQuote(params.id)
    if (!questions) throw new Problem(404, 'no_such_quote', `There is no quote ${params.id}.`)
    return { data: presentQuestions(questions) }
  }
}
