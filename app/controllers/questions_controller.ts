import type { HttpContext } from '@adonisjs/core/http'
import { Problem } from '#exceptions/problem'
import { presentQuestions } from '#http/present_questions'
import { questionsOfQuote } from '#services/quotes/drafts/questions_of_quote'

export default class QuestionsController {
  /** Says what is still to ask, step by step, and what the answers come to with the assumptions. */
  async show({ params }: HttpContext) {
    const questions = await questionsOfQuote(params.id)
    if (!questions) throw new Problem(404, 'no_such_quote', `There is no quote ${params.id}.`)
    return { data: presentQuestions(questions) }
  }
}
