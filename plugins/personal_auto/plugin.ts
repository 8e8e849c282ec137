import { CONTRACT, definePlugin } from '../contract.ts'
import { offers } from './offers.ts'
import { wordTerm } from './word_term.ts'
import { drawRisk } from './book/draw_risk.ts'

export default definePlugin({
  kind: 'product',
  contract: CONTRACT,
  id: 'personal_auto',
  source: 'product.rate',
  book: drawRisk,
  offers,
  wordTerm,
})
