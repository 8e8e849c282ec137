import QuoteVersion from '#models/quote_version'
import { declaredOffers } from '#services/offers/declared_offers'
import { preparedProgram } from '#services/plans/prepare_version'
import { askQuestions, type Questions } from './ask_questions.ts'
import { findDraft, type QuoteDraft } from './find_draft.ts'
import { findAssumptions } from './keep_assumptions.ts'
import { versionForDraft } from './version_for_draft.ts'

/** What is still to ask for a quote: of a draft by its answers, of a rated one by what it assumed; undefined when there is none. */
export async function questionsOfQuote(id: string): Promise<Questions | undefined> {
  const draft = await findDraft(id)
  return draft ? questionsOfDraft(draft) : questionsOfRated(id)
}

/** What is still to ask for these answers; undefined where the plan is no longer published. */
export async function questionsOfDraft(
  draft: Pick<QuoteDraft, 'plan' | 'transaction' | 'facts'>,
  triesRelevance = true
): Promise<Questions | undefined> {
  const version = await versionForDraft(draft)
  if (!version) return undefined
  const offers = await declaredOffers(draft.plan)
  return askQuestions(version.prepared, draft.facts, offers, [], triesRelevance)
}

async function questionsOfRated(quoteId: string): Promise<Questions | undefined> {
  const version = await QuoteVersion.query().where({ quoteId }).orderBy('number', 'desc').first()
  if (!version) return undefined
  const prepared = await preparedProgram({
    id: version.planVersionId,
    programHash: version.programHash,
  })
  const { name } = prepared.compiled.program.plan
  const unconfirmed = await findAssumptions(quoteId, version.number)
  return askQuestions(prepared, version.facts, await declaredOffers(name), unconfirmed)
}
