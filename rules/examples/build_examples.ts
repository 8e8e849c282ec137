import { choiceInJson } from '../facts/facts.ts'
import { isRecord } from '../facts/findings.ts'
import { givenValue } from '../check/given_value.ts'
import type { Report } from '../check/report.ts'
import { listed } from '../check/types.ts'
import type { FeeModel, PlanModel, PremiumModel } from '../plan/model.ts'
import { indexShape, type EntityInfo, type ShapeIndex } from '../plan/shape_index.ts'
import type {
  ExampleDecl,
  Expectation,
  GivenCoverage,
  GivenEntity,
  PlanFile,
} from '../syntax/ast.ts'
import type { Example, ExampleExpectation } from './example.ts'
import { lastSteps, workedAmount } from './worked_amount.ts'

interface Building {
  readonly plan: PlanModel
  readonly index: ShapeIndex
  readonly report: Report
}

type Json = Record<string, unknown>

/** The worked examples of a plan; their arithmetic is worked here and must come to the amounts they state. */
export function buildExamples(file: PlanFile, plan: PlanModel, report: Report): readonly Example[] {
  const building: Building = { plan, index: indexShape(plan.shape), report }
  return file.items.flatMap((item) =>
    item.kind === 'example' ? [buildExample(item, building)] : []
  )
}

function buildExample(declared: ExampleDecl, building: Building): Example {
  const facts: Json = { policy: {} }
  for (const given of declared.given) addEntity(given, 'policy', facts, building)
  for (const { shape } of building.index.entities.values()) {
    const isMissing = shape.list !== null && shape.low > 0 && !(shape.list in facts)
    if (!isMissing || building.index.entities.get(shape.name)?.holder !== 'policy') continue
    building.report.error('RATE512', declared.title.span, `This example has no ${shape.name}`)
  }
  return {
    title: declared.title.text,
    facts,
    expect: declared.expect.flatMap((expectation) =>
      buildExpectation(expectation, facts, building)
    ),
    span: declared.span,
  }
}

function addEntity(given: GivenEntity, holder: string, target: Json, building: Building) {
  const { index, report } = building
  const name = index.words.get(given.entity.name)
  const info = name === undefined ? undefined : index.entities.get(name)
  if (!info) {
    const message = `There is no entity "${given.entity.name}"`
    report.unknown('RATE203', given.entity, message, index.words.keys())
    return
  }
  if (info.holder !== null && info.holder !== holder) {
    report.error(
      'RATE512',
      given.entity.span,
      `A ${info.shape.name} stands indented under a ${info.holder}`
    )
    return
  }
  const entity = entityFacts(given, info, building)
  const { list } = info.shape
  if (list === null) {
    target.policy = entity
    return
  }
  const others = target[list]
  target[list] = Array.isArray(others) ? [...others, entity] : [entity]
}

function entityFacts(given: GivenEntity, info: EntityInfo, building: Building): Json {
  const { report } = building
  const facts: Json = {}
  for (const { name, value } of given.fields) {
    const field = info.fields.get(name.name)
    if (!field) {
      const message = `${info.shape.name} has no "${name.name}"`
      report.unknown('RATE201', name, message, info.fields.keys())
      continue
    }
    const json = givenValue(value, field, report)
    facts[field.name] = json
  }
  const missing = [...info.fields.values()].filter(
    ({ name, optional }) => !optional && !(name in facts)
  )
  if (missing.length > 0) {
    report.error(
      'RATE512',
      given.entity.span,
      `This ${info.shape.name} does not say ${listed(missing.map(({ name }) => name))}`
    )
  }
  for (const child of given.entities) addEntity(child, info.shape.name, facts, building)
  for (const child of info.shape.entities) {
    if (info.holder !== null && child.list !== null && !(child.list in facts))
      facts[child.list] = []
  }
  if (info.shape.coverages.length > 0)
    facts.coverages = coverageFacts(given.coverages, info, building)
  else for (const { name } of given.coverages) reportNoCoverage(name, info, building)
  return facts
}

function coverageFacts(
  given: readonly GivenCoverage[],
  info: EntityInfo,
  building: Building
): Json {
  const { report } = building
  const facts: Json = {}
  for (const { name, values } of given) {
    const coverage = info.shape.coverages.find((each) => each.name === name.name)
    if (!coverage) {
      reportNoCoverage(name, info, building)
      continue
    }
    if (values.length !== coverage.terms.length) {
      const terms =
        coverage.terms.length === 0 ? 'nothing' : listed(coverage.terms.map((term) => term.name))
      report.error('RATE512', name.span, `After ${name.name} stands ${terms}`)
      continue
    }
    const terms: Json = {}
    for (const [at, term] of coverage.terms.entries()) {
      const value = values[at]
      if (value && term.choices.includes(value.text)) terms[term.name] = choiceInJson(value.text)
      else if (value) {
        const message = `"${value.text}" is not one of ${listed(term.choices)}`
        report.unknown('RATE307', { name: value.text, span: value.span }, message, term.choices)
      }
    }
    facts[coverage.name] = terms
  }
  const missing = info.shape.coverages.filter(({ name, optional }) => !optional && !(name in facts))
  const [first] = missing
  if (first && given[0]) {
    report.error(
      'RATE512',
      given[0].span,
      `${listed(missing.map(({ name }) => name))} of ${info.shape.name} must be taken`
    )
  }
  return facts
}

function reportNoCoverage(
  name: GivenCoverage['name'],
  { shape }: EntityInfo,
  { report }: Building
) {
  const known = shape.coverages.map((coverage) => coverage.name)
  report.unknown('RATE204', name, `${shape.name} has no coverage "${name.name}"`, known)
}

function buildExpectation(
  expectation: Expectation,
  facts: Json,
  building: Building
): readonly ExampleExpectation[] {
  const { plan, report } = building
  const { span } = expectation
  switch (expectation.kind) {
    case 'expect_total':
      return [{ kind: 'total', amount: expectation.amount.text, span }]
    case 'expect_none':
      return [{ kind: 'none', action: expectation.action, span }]
    case 'expect_rule': {
      const { rule, action } = expectation
      const known = plan.rules.find(({ name }) => name === rule.name)
      if (!known) {
        const names = plan.rules.map(({ name }) => name)
        report.unknown('RATE209', rule, `There is no rule "${rule.name}"`, names)
        return []
      }
      if (known.action !== action) {
        report.error(
          'RATE209',
          rule.span,
          `Rule "${rule.name}" does not ${action}; it says ${known.action}`
        )
        return []
      }
      return [{ kind: 'rule', action, rule: rule.name, span }]
    }
    case 'expect_fee': {
      const { fee, amount, by } = expectation
      const editions = plan.fees.filter(({ name }) => name === fee.name)
      const known = editions.find((edition) => isInForce(edition, facts)) ?? editions[0]
      if (!known) {
        const names = plan.fees.map(({ name }) => name)
        report.unknown('RATE209', fee, `There is no fee "${fee.name}"`, names)
        return []
      }
      if (by)
        workedAmount(
          amount,
          by,
          { every: null, last: known.round ? [{ op: 'round', round: known.round }] : [] },
          report
        )
      return [{ kind: 'fee', fee: fee.name, amount: amount.text, span }]
    }
    case 'expect_premium':
      return premiumExpectation(expectation, facts, building)
  }
}

/** Whether the edition of a fee counts on the first day of the risk. */
function isInForce({ from, until }: FeeModel, { policy }: Json): boolean {
  const day = isRecord(policy) ? policy.effective_on : undefined
  if (typeof day !== 'string') return false
  return (from === null || from <= day) && (until === null || day < until)
}

function premiumExpectation(
  expectation: Expectation & { readonly kind: 'expect_premium' },
  facts: Json,
  { plan, index, report }: Building
): readonly ExampleExpectation[] {
  const { coverage, entity: word, number: written, amount, by, span } = expectation
  const entity = index.words.get(word.name)
  if (entity === undefined) {
    report.unknown('RATE203', word, `There is no entity "${word.name}"`, index.words.keys())
    return []
  }
  const own = plan.premiums.filter(({ over }) => over.entity === entity)
  // No coverage of it may be called so: then the premium without coverages is meant.
  const isWhole = coverage.name === 'premium' && !own.some(takes('premium'))
  const name = isWhole ? null : coverage.name
  const premium = own.find(takes(name))
  if (!premium) {
    const known = own.flatMap(({ over }) => over.coverages ?? ['premium'])
    const what = name === null ? `${entity} without coverages` : `${name} of ${entity}`
    report.unknown('RATE209', coverage, `There is no premium of ${what}`, known)
    return []
  }
  const number = written ? Number(written.text) : 1
  const list = index.entities.get(entity)?.shape.list ?? null
  const all = list === null ? [facts.policy] : facts[list]
  if (!Array.isArray(all) || !Number.isInteger(number) || number < 1 || number > all.length) {
    report.error(
      'RATE512',
      written?.span ?? word.span,
      `This example has no ${entity} ${written?.text ?? ''}`
    )
    return []
  }
  if (by) workedAmount(amount, by, lastSteps(premium.steps, name), report)
  return [{ kind: 'premium', entity, number, coverage: name, amount: amount.text, span }]
}

/** Whether a premium is that of a coverage, or the one without coverages. */
function takes(coverage: string | null): (premium: PremiumModel) => boolean {
  return ({ over }) =>
    coverage === null ? over.coverages === null : (over.coverages?.includes(coverage) ?? false)
}
