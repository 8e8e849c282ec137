import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import type { AssumedAnswer, Questions } from '../../../client/draft_api.ts'
import type { EntityShape } from '../../../client/types.ts'
import { countEntities, type Draft } from '../revise/draft.ts'
import type { FormNotes } from '../revise/form_notes.ts'
import { isWrong, type WizardStep } from './steps.ts'

/** What the wizard shows beside its answers, and which it leaves out. */
export function useFormNotes(from: {
  readonly questions: Ref<Questions | null>
  readonly policy: ComputedRef<EntityShape | null>
  readonly facts: Ref<Draft | null>
  readonly step: ComputedRef<WizardStep | undefined>
  readonly idle: Ref<ReadonlySet<string>>
  readonly isInsisted: Ref<boolean>
  readonly people: ComputedRef<ReadonlyMap<string, string>>
}) {
  /** Fields that had to be answered once while the page is open: an answer elsewhere does not take them away. */
  const essential = ref(new Set<string>())
  /** Left out of the page: what changes nothing stays where it is until the page is turned. */
  const hidden = ref<ReadonlySet<string>>(new Set())
  const showsAll = ref(false)
  let wanted: string | null = null
  /** The field that is being typed in is not judged. */
  const typing = ref<string | null>(null)

  const asked = computed(() => from.questions.value?.steps.flatMap((step) => step.questions) ?? [])
  const answered = computed(
    () => new Set(asked.value.filter((each) => each.answered).map(({ pointer }) => pointer))
  )
  watch(asked, (now) => {
    for (const { pointer, needed, type } of now) {
      if (needed || type.kind === 'vin') essential.value.add(kindOf(pointer))
    }
  })
  watch([() => from.step.value?.key, () => from.questions.value === null], () => {
    hidden.value = new Set([...from.idle.value].filter((pointer) => pointer !== wanted))
    wanted = null
    showsAll.value = false
  })
  watch(from.idle, (now) => {
    hidden.value = new Set([...hidden.value].filter((pointer) => now.has(pointer)))
  })

  const assumed = computed<ReadonlyMap<string, AssumedAnswer>>(
    () => new Map((from.questions.value?.assumed ?? []).map((each) => [each.pointer, each]))
  )
  const wrong = computed(() => {
    const steps = from.questions.value?.steps ?? []
    const told = steps.flatMap(({ errors, questions }) => {
      const needed = new Set(questions.filter((each) => each.needed).map(({ pointer }) => pointer))
      return errors.filter(
        (error) => isWrong(error) || (from.isInsisted.value && needed.has(error.pointer))
      )
    })
    return new Map(
      told
        .filter(({ pointer }) => pointer !== typing.value)
        .map(({ pointer, message }) => [pointer, message])
    )
  })
  const isFew = computed(() => from.step.value?.kind === 'few')
  const isLeftOut = (pointer: string) =>
    !showsAll.value && hidden.value.has(pointer) && !answered.value.has(pointer)

  const notes = computed<FormNotes>(() => ({
    wrong: wrong.value,
    counts: countEntities(from.policy.value ?? undefined, from.facts.value ?? {}),
    assumed: assumed.value,
    people: from.people.value,
    asks: (pointer) => (isFew.value ? essential.value.has(kindOf(pointer)) : !isLeftOut(pointer)),
    isShort: isFew.value,
    maySkip: true,
  }))
  /** How many questions of this page are left out. */
  const leftOut = computed(() => {
    const key = from.step.value?.key
    const own = asked.value.filter(({ pointer }) => pointer.startsWith(`/${key}/`))
    return own.filter(({ pointer }) => isLeftOut(pointer)).length
  })

  /** Brings a question into the page that was left out of it. */
  const reveal = (pointer: string) => {
    wanted = pointer
    if (hidden.value.has(pointer)) {
      hidden.value = new Set([...hidden.value].filter((each) => each !== pointer))
    }
  }

  return { notes, assumed, leftOut, showsAll, typing, wrong, reveal }
}

/** Which field of which kind of entity a pointer names, whatever its number. */
function kindOf(pointer: string): string {
  return pointer.replaceAll(/\/\d+(?=\/)/g, '')
}
