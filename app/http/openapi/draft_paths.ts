import { draftAnswersBody, draftBody } from '#http/draft_body'
import type { Facts, JsonSchema } from '#rules/index'
import { ifMatch, jsonBody, operation, query, quoteId } from './operation.ts'
import { list, ref } from './schemas.ts'

type RatingExample = readonly [string, { readonly plan: string; readonly facts: Facts }]

/** Quotes that are not rated yet, their answers and the questions that are left. */
export function draftPaths(example: RatingExample | undefined): Record<string, JsonSchema> {
  const begun = { policy: { effective_on: '2026-05-01' } }
  const at = { parameters: [quoteId, ifMatch] }
  return {
    '/api/v1/ratings/questions': {
      post: operation(
        'askQuestionsOfRisk',
        'Says what is still to ask of a risk that is not stored, and what the answers come to',
        200,
        ref('Questions'),
        {
          parameters: [
            query('include', { enum: ['relevance'] }, 'Tries out which questions are relevant.'),
          ],
          requestBody: jsonBody(draftBody.schema, {
            'The first answer': { plan: example?.[1].plan, facts: begun },
          }),
          problems: ['unknown_plan'],
        }
      ),
    },
    '/api/v1/quotes/drafts': {
      get: operation('listDrafts', 'Lists your drafts, newest first', 200, list(ref('Draft')), {
        problems: [],
      }),
      post: operation('startDraft', 'Stores answers that are not complete', 201, ref('Draft'), {
        requestBody: jsonBody(draftBody.schema, {
          'The first answer': { plan: example?.[1].plan, facts: begun },
        }),
        problems: ['unknown_plan', 'too_large'],
      }),
    },
    '/api/v1/quotes/{id}/draft': {
      get: operation('showDraft', 'Shows the answers so far', 200, ref('Draft'), {
        parameters: [quoteId],
        problems: ['no_such_quote'],
      }),
      put: operation('saveDraft', 'Saves the answers so far', 200, ref('Questions'), {
        ...at,
        requestBody: jsonBody(draftAnswersBody.schema, { 'The first answer': { facts: begun } }),
        problems: ['no_such_quote', 'changed_meanwhile', 'illegal_move', 'erased'],
      }),
    },
    '/api/v1/quotes/{id}/questions': {
      get: operation(
        'askQuestions',
        'Says what is still to ask, step by step, and what the answers come to',
        200,
        ref('Questions'),
        { parameters: [quoteId], problems: ['no_such_quote'] }
      ),
    },
  }
}
