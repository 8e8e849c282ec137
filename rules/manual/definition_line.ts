import type { AssignLine, PlanItem } from '../syntax/ast.ts'
import { listed, plainName, prose } from './prose.ts'

/** A value, constant or assignment as a definition; null for what is none. */
export function definitionLine(item: PlanItem): string | null {
  if (item.kind === 'constant') {
    const from = item.from ? `, from ${item.from.text} on` : ''
    return `**${plainName(item.name.name)}**: ${prose(item.value)}${from}.`
  }
  if (item.kind !== 'let') return null
  const of = item.of.map(({ name }) => plainName(name))
  const name = `**${plainName(item.name.name)}**${of.length > 0 ? ` of a ${listed(of)}` : ''}`
  const { value } = item
  switch (value.kind) {
    case 'cases': {
      const cases = value.cases.map(({ value: then, when }) =>
        when ? `${prose(then)} where ${prose(when)}` : `else ${prose(then)}`
      )
      return `${name}: ${cases.join('; ')}.`
    }
    case 'assign':
      return `${name} is assigned: ${value.lines.map(assigning).join('; ')}.`
    default:
      return `${name}: ${prose(value)}.`
  }
}

function assigning(line: AssignLine): string {
  switch (line.kind) {
    case 'rank': {
      const by = line.by.map(({ by: value, first }) => `${prose(value)}, ${first} first`)
      return `${plainName(line.entity.name)} are ranked by ${by.join(', then by ')}`
    }
    case 'ties':
      return 'ties stay in the order of entry'
    case 'left_over': {
      const what = `a ${plainName(line.entity.name)} left over`
      if (!line.takes) return `${what} is not assigned`
      const { entity, with: by } = line.takes
      if (!by) return `${what} takes no ${plainName(entity.name)}`
      return `${what} takes the ${plainName(entity.name)} with the ${by.first} ${prose(by.by)}`
    }
  }
}
