import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { hasCheckDigit, VIN } from '#rules/index'
import type { DecodedVin } from '#plugins/contract'

/** The signs of one model of a maker, for some years. */
interface Model {
  readonly from: number
  /** The last year; infinite where it is still built. */
  readonly to: number
  readonly make: string
  readonly model: string
  /** Patterns of the places 4 to 8 and, behind a `|`, from 10 on: `CM56[78]`. */
  readonly keys: readonly string[]
}

/** Lines of `maker|from|to|make|model|keys`, made by tests/harness/extract_models.ts; read with the first VIN. */
let list: string | undefined

/** What stands at the tenth place, year by year, and then again from the first on. */
const YEARS = 'ABCDEFGHJKLMNPRSTVWXY123456789'
const FIRST_YEAR = 1980
const CYCLE = YEARS.length

/**
 * Year, make and model of a VIN, by NHTSA's data as it was when the list was made and with no network;
 * make and model are null where that list doesn't know them, and all is null for what is no VIN.
 */
export function decodeVin(vin: string): DecodedVin | null {
  if (!VIN.test(vin) || !hasCheckDigit(vin)) return null
  const place = YEARS.indexOf(vin.charAt(9))
  if (place < 0) return null
  // A letter at the seventh place tells the second cycle from the first: 49 CFR 565.15(b)(3).
  const isSecond = /[A-Z]/.test(vin.charAt(6))
  const likely = FIRST_YEAR + place + (isSecond ? CYCLE : 0)
  const other = FIRST_YEAR + place + (isSecond ? 0 : CYCLE)
  const found = findModel(vin, likely) ?? findModel(vin, other)
  return found ?? { year: likely, make: null, model: null }
}

/** The model whose pattern says most about this VIN, or undefined. */
function findModel(vin: string, year: number): DecodedVin | undefined {
  const signs = `${vin.slice(3, 8)}|${vin.slice(9)}`
  let best: DecodedVin | undefined
  let most = 0
  for (const { from, to, make, model, keys } of modelsOf(vin.slice(0, 3))) {
    if (year < from || year > to) continue
    for (const key of keys) {
      const said = signsSaid(key)
      if (said <= most || !patternOf(key).test(signs)) continue
      best = { year, make, model }
      most = said
    }
  }
  return best
}

/** How many places a pattern says something of. */
function signsSaid(key: string): number {
  return key.replaceAll(/\[[^\]]*\]/g, 'A').replaceAll(/[*|]/g, '').length
}

/** `*` is any sign, `#` a digit, `[1-3]` one of some; what a pattern leaves out at its end may be anything. */
function patternOf(key: string): RegExp {
  const [front = '', back] = key.split('|')
  const written = (part: string) => part.replaceAll('*', '.').replaceAll('#', '\\d')
  return new RegExp(`^${written(front)}.*\\|${back === undefined ? '' : written(back)}`)
}

/** The models of one maker: lines of a list that is sorted by makers. */
function modelsOf(maker: string): readonly Model[] {
  list ??= gunzipSync(readFileSync(new URL('models.csv.gz', import.meta.url))).toString('utf8')
  const models: Model[] = []
  let start = list.indexOf(`\n${maker}|`) + 1
  while (start > 0 && list.startsWith(`${maker}|`, start)) {
    const end = list.indexOf('\n', start)
    const [, from = '', to = '', make = '', model = '', ...keys] = list.slice(start, end).split('|')
    const years = { from: Number(from), to: to === '' ? Infinity : Number(to) }
    models.push({ ...years, make, model, keys: keys.join('|').split(' ') })
    start = end + 1
  }
  return models
}
