import type { AnswerByVin, DecodedVin } from '../contract.ts'
import { SYMBOLS } from './symbols.ts'

/** The rating symbol of a vehicle that the symbol pages do not have: the middle of those that are sold to anybody. */
const SYMBOL_OF_NO_PAGE = 14

/** Model year and rating symbol of a VIN; where the symbol pages do not have the vehicle, its symbol is 14, and that is said. */
export function byVin({ year, make, model }: DecodedVin): Readonly<Record<string, AnswerByVin>> {
  const words = [year, make, model].filter((word) => word !== null).join(' ')
  const page = make === null ? undefined : SYMBOLS[make.toUpperCase()]
  const symbol = page && ((model !== null && page.models[model.toUpperCase()]) || page.others)
  return {
    model_year: { value: year, because: `${words} by its VIN` },
    symbol: symbol
      ? { value: symbol, because: `${words} by its VIN` }
      : {
          value: SYMBOL_OF_NO_PAGE,
          because: `${make === null ? 'its VIN is in no list' : `${words} is on no symbol page`}, so ${SYMBOL_OF_NO_PAGE}`,
        },
  }
}
