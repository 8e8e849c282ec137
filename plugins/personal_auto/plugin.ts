import { CONTRACT, definePlugin } from '../contract.ts'

export default definePlugin({
  kind: 'product',
  contract: CONTRACT,
  id: 'personal_auto',
  source: 'product.rate',
})
