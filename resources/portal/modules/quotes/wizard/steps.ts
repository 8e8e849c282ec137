import type { AnswerError, Questions, QuestionStep } from '../../../client/draft_api.ts'
import type { EntityShape } from '../../../client/types.ts'
import { entitiesIn, type Draft } from '../revise/draft.ts'

/** A page of the wizard. */
export interface WizardStep {
  /** In the address. */
  readonly key: string
  readonly title: string
  readonly kind: 'few' | 'policy' | 'list' | 'review'
  /** Whose list it shows. */
  readonly shape: EntityShape | null
  /** How many answers it can't do without. */
  readonly missing: number
  readonly wrong: number
  /** How many answers are assumed. */
  readonly assumed: number
}

/** The pages of a draft: the few that a price needs, then the policy and each list of the product, then all of it once more. */
export function wizardSteps(policy: EntityShape, questions: Questions): readonly WizardStep[] {
  const asked = questions.steps.map((step): WizardStep => {
    const shape = policy.entities.find(({ list }) => list === step.list) ?? null
    return {
      key: step.list ?? step.name,
      title: titleWords(step.list ?? step.name),
      kind: step.list === null ? 'policy' : 'list',
      shape,
      missing: missingOf(step),
      wrong: step.errors.filter(isWrong).length,
      assumed: assumedIn(step, questions),
    }
  })
  const sum = (of: 'missing' | 'wrong' | 'assumed') =>
    asked.reduce((total, step) => total + step[of], 0)
  const whole = {
    shape: null,
    wrong: sum('wrong'),
    assumed: sum('assumed'),
    missing: sum('missing'),
  }
  return [
    { key: 'start', title: 'The essentials', kind: 'few', ...whole, assumed: 0 },
    ...asked,
    { key: 'review', title: 'Review', kind: 'review', ...whole },
  ]
}

/** Whether an error is more than that an answer is not there yet. */
export function isWrong({ code }: AnswerError): boolean {
  return code !== 'required' && code !== 'too_few'
}

/** The first answer that a price can't do without, as it is not given or not right; null where there is none. */
export function firstObstacle(questions: Questions): string | null {
  for (const { questions: asked, errors } of questions.steps) {
    const missing = asked.find(({ needed, answered }) => needed && !answered)
    const wrong = errors.find(isWrong)
    if (wrong) return wrong.pointer
    if (missing) return missing.pointer
  }
  return null
}

/** The facts with a first entity in each list that has to have one: what is assumed of it can then be shown. */
export function withFirstEntities(policy: EntityShape, facts: Draft): Draft {
  const filled: Draft = { [policy.name]: {}, ...facts }
  for (const { list, low } of policy.entities) {
    if (list !== null && low > 0 && entitiesIn(filled, list).length === 0) filled[list] = [{}]
  }
  return filled
}

/** The step that asks for an answer. */
export function stepOf(pointer: string): string {
  return pointer.split('/')[1] ?? ''
}

function missingOf({ questions }: QuestionStep): number {
  return questions.filter(({ needed, answered }) => needed && !answered).length
}

function assumedIn({ name, list }: QuestionStep, { assumed }: Questions): number {
  return assumed.filter(({ pointer }) => stepOf(pointer) === (list ?? name)).length
}

function titleWords(name: string): string {
  const words = name.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
