/** The only door to the rating language: compile, format, validate, rate, explain. */
export type { Source, Span, Position } from './source.ts'
export { positionAt } from './source.ts'
export type { Diagnostic, Severity } from './diagnostics/diagnostic.ts'
export type { Program, HashedProgram } from './program/program.ts'
export type { ProductShape, EntityShape, FieldShape, CoverageShape } from './plan/shape.ts'
export type { Worksheet, FactError, RatingOutcome, Decision } from './rating/worksheet.ts'
export { compile, checkProduct, type Compilation, type CompileInput } from './compile.ts'
export { hashProgram } from './program/hash_program.ts'
