import { computed, nextTick, ref, watch, type Ref } from 'vue'
import { draftApi, type QuoteDraft } from '../../../client/draft_api.ts'
import { asProblem, type Problem } from '../../../client/problem.ts'
import { elementId, type Draft } from '../revise/draft.ts'
import { sameFacts, withValue } from '../revise/merge_drafts.ts'
import { useProgram } from '../use_quotes.ts'
import { firstDifference } from './first_difference.ts'
import { firstObstacle, stepOf, withFirstEntities, wizardSteps } from './steps.ts'
import { useAutosave } from './use_autosave.ts'
import { useHistory } from './use_history.ts'
import { useLivePrice } from './use_live_price.ts'

/** A draft while it is answered: its facts, pages, price, saving and undoing. */
export function useWizard(
  id: string,
  current: Ref<string>,
  goToStep: (key: string) => Promise<unknown>
) {
  const draft = ref<QuoteDraft | null>(null)
  const facts = ref<Draft | null>(null)
  const loading = ref<Problem | null>(null)
  const sending = ref<Problem | null>(null)
  const isSending = ref(false)
  /** Whether a price was asked for that could not be had: what is missing is then told at its field. */
  const isInsisted = ref(false)
  /** The answers that change nothing, as the others stand. */
  const idle = ref<ReadonlySet<string>>(new Set())

  const history = useHistory()
  const price = useLivePrice(() =>
    draft.value && facts.value
      ? {
          plan: draft.value.plan.name,
          transaction: draft.value.transaction,
          facts: facts.value,
        }
      : null
  )
  const autosave = useAutosave(id, facts, {
    show: (answers) => {
      history.begin(answers)
      facts.value = answers
    },
    saved: (questions) => {
      const asked = questions.steps.flatMap((step) => step.questions)
      idle.value = new Set(
        asked.filter(({ relevant }) => relevant === false).map(({ pointer }) => pointer)
      )
    },
  })

  const { questions } = price
  const programQuery = useProgram(() => questions.value?.programHash ?? null)
  const policy = computed(() => programQuery.data.value?.program.shape.policy ?? null)
  const steps = computed(() =>
    policy.value && questions.value ? wizardSteps(policy.value, questions.value) : []
  )
  const step = computed(
    () => steps.value.find(({ key }) => key === current.value) ?? steps.value[0]
  )

  async function load() {
    loading.value = null
    try {
      draft.value = await draftApi.show(id)
      autosave.begin(draft.value)
    } catch (error) {
      loading.value = asProblem(error)
    }
  }

  watch(
    facts,
    (now) => {
      if (!now) return
      history.note(now, document.activeElement?.id ?? null)
      autosave.touch()
      price.touch()
    },
    { deep: true }
  )
  watch([policy, facts], () => {
    if (!policy.value || !facts.value) return
    const filled = withFirstEntities(policy.value, facts.value)
    if (sameFacts(filled, facts.value)) return
    history.begin(filled)
    facts.value = filled
  })

  /** Turns to the page that asks for an answer, and to the answer on it. */
  async function goTo(pointer: string) {
    const focus = () => {
      const own = document.getElementById(elementId(pointer))
      const inside = document.querySelector(`[data-pointer^="${CSS.escape(pointer)}"] input`)
      const target = own?.matches('input, select') ? own : inside
      if (!(target instanceof HTMLElement)) return false
      target.focus()
      target.scrollIntoView({ block: 'center' })
      return true
    }
    if (focus()) return
    await goToStep(stepOf(pointer))
    await nextTick()
    focus()
  }

  async function move(by: 1 | -1) {
    const at = steps.value.findIndex(({ key }) => key === step.value?.key)
    const next = steps.value[at + by]
    if (next) await goToStep(next.key)
  }

  function turn(to: Draft | null) {
    if (!to || !facts.value) return
    const pointer = firstDifference(facts.value, to)
    facts.value = to
    if (pointer !== null) void nextTick(() => goTo(pointer))
  }

  function take(pointer: string, value: unknown) {
    if (facts.value) facts.value = withValue(facts.value, pointer, value)
  }

  /** Makes the draft a quote, or turns to what is missing; resolves to whether it is one. */
  async function finish(): Promise<boolean> {
    if (!facts.value || !draft.value || !questions.value || isSending.value) return false
    sending.value = null
    const obstacle = firstObstacle(questions.value)
    if (obstacle !== null) {
      isInsisted.value = true
      await goTo(obstacle)
      return false
    }
    isSending.value = true
    try {
      await autosave.flush()
      if (autosave.state.value !== 'saved') return false
      await draftApi.finish(id, facts.value, draft.value.transaction, autosave.tag())
      autosave.end()
      return true
    } catch (error) {
      sending.value = asProblem(error)
      if (sending.value.status === 412) {
        await autosave.readTheirs()
        sending.value = null
      }
      return false
    } finally {
      isSending.value = false
    }
  }

  return {
    draft,
    facts,
    policy,
    steps,
    step,
    price,
    history,
    autosave,
    loading,
    sending,
    isSending,
    isInsisted,
    idle,
    load,
    goTo,
    move,
    take,
    finish,
    undo: () => turn(history.undo()),
    redo: () => turn(history.redo()),
  }
}
