import type { Paperwork } from '../contract.ts'

/** What Michigan wants the insured to be told. Form numbers are illustrative; the law is real. */
export const paperwork: Paperwork = {
  forms: [
    { number: 'RW MI 00 01 03 26', title: 'Michigan personal auto policy' },
    { number: 'RW MI 01 10 03 26', title: 'Personal injury protection and property protection' },
  ],
  notices: [
    {
      title: 'Your choice of personal injury protection',
      text: 'Michigan law lets you choose the level of allowable expenses (medical) coverage of your personal injury protection. The choice shown on this page applies to every person who may claim under the policy; you may change it at renewal.',
      citation: 'MCL 500.3107c',
    },
    {
      title: 'Bodily injury limits',
      text: 'Unless you choose a lower limit in writing, your bodily injury liability limits are 250,000 for one person and 500,000 for each accident.',
      citation: 'MCL 500.3009',
    },
  ],
}
