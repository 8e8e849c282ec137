import type { Type } from '../plan/model.ts'
import type { FieldShapeType } from '../plan/shape.ts'
import { DATE, FACTOR, INTEGER, MONEY, TEXT, YES_NO } from './types.ts'

/** The type that a question's answer has in the plan. */
export function fieldType(type: FieldShapeType): Type {
  switch (type.kind) {
    case 'date':
      return DATE
    case 'months':
    case 'integer':
      return INTEGER
    case 'money':
      return MONEY
    case 'factor':
      return FACTOR
    case 'text':
    case 'zip':
    case 'vin':
      return TEXT
    case 'yes_no':
      return YES_NO
    case 'choice':
      return { kind: 'choice', choices: type.choices, ordered: type.choices.every(startsWithDigit) }
    case 'entity':
      return { kind: 'entity', entity: type.entity }
  }
}

function startsWithDigit(text: string): boolean {
  return /^\d/.test(text)
}
