import type { PlanModel } from '../plan/model.ts'
import type { ProductShape } from '../plan/shape.ts'
import type { PlanFile } from '../syntax/ast.ts'
import type { Report } from './report.ts'

type Header = Pick<
  PlanModel,
  'name' | 'title' | 'product' | 'state' | 'version' | 'newBusinessFrom' | 'renewalsFrom'
>

/** What the plan says of itself; a missing part is reported, and stands as an empty text. */
export function readHeader(file: PlanFile, shape: ProductShape, report: Report): Header {
  const { header } = file
  const parts = {
    of: header.of?.name,
    in: header.in?.name,
    version: header.version?.text,
    effective: header.newBusinessFrom && header.renewalsFrom ? 'given' : undefined,
    rounding: header.rounding,
  }
  const missing = Object.entries(parts).flatMap(([part, value]) =>
    value === undefined ? [part] : []
  )
  if (header.name && missing.length > 0) {
    report.error('RATE211', header.name.span, `The plan does not say its ${missing.join(', ')}`, {
      help: 'of PRODUCT, in STATE, version, effective new business DATE, renewals DATE, and rounding stand under "plan"',
    })
  }
  if (header.of && header.of.name !== shape.product) {
    report.error(
      'RATE208',
      header.of.span,
      `The plan is of "${header.of.name}", but the product given is "${shape.product}"`
    )
  }
  for (const item of file.items) {
    if (item.kind !== 'adapt' || item.product.name === shape.product) continue
    report.error(
      'RATE208',
      item.product.span,
      `The plan adapts "${item.product.name}", but the product given is "${shape.product}"`
    )
  }
  return {
    name: header.name?.name ?? '',
    title: header.title?.text ?? header.name?.name ?? '',
    product: shape.product,
    state: parts.in ?? '',
    version: parts.version ?? '',
    newBusinessFrom: header.newBusinessFrom?.text ?? '',
    renewalsFrom: header.renewalsFrom?.text ?? '',
  }
}
