import type { Question, Questions } from '#services/quotes/drafts/ask_questions'
import { presentAssumption, presentPremiums, presentReason } from './present_rating.ts'

/** What is still to ask, as the API shows it. */
export function presentQuestions({
  programHash,
  steps,
  isComplete,
  assumed,
  worksheet,
}: Questions) {
  return {
    program_hash: programHash,
    complete: isComplete,
    steps: steps.map((step) => ({
      name: step.name,
      list: step.list,
      complete: step.isComplete,
      questions: step.questions.map(presentQuestion),
      errors: step.errors.map((error) => ({ ...error, pointer: `/facts${error.pointer}` })),
    })),
    assumed: assumed.map(presentAssumption),
    rating: worksheet
      ? {
          currency: worksheet.currency,
          decision: worksheet.decision,
          reasons: worksheet.applied.map(presentReason),
          premiums: presentPremiums(worksheet),
          fees: worksheet.fees.map(({ name, title, amount }) => ({ name, title, amount })),
          premium: worksheet.premium,
          fee_total: worksheet.feeTotal,
          total: worksheet.total,
        }
      : null,
  }
}

function presentQuestion({ pointer, field, ...question }: Question) {
  return {
    pointer: `/facts${pointer}`,
    title: field.title,
    type: field.type,
    optional: field.optional,
    citation: field.citation ?? null,
    answered: question.isAnswered,
    needed: question.isNeeded,
    assumed: question.assumed ?? null,
    relevant: question.isRelevant,
  }
}
