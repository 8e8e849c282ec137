import { carries, type Paperwork } from '../contract.ts'

/** What California wants the insured to be told. Form numbers are illustrative; the law is real. */
export const paperwork: Paperwork = {
  forms: [
    { number: 'RW CA 00 01 03 26', title: 'California personal auto policy' },
    {
      number: 'RW CA 01 20 03 26',
      title: 'Uninsured motorists coverage',
      applies: (worksheet) => carries(worksheet, 'UM'),
    },
  ],
  notices: [
    {
      title: 'If you have a complaint',
      text: 'Contact us or your agent first. If we cannot settle it together, the California Department of Insurance helps: Consumer Services Division, 300 South Spring Street, South Tower, Los Angeles, CA 90013; 1-800-927-4357; www.insurance.ca.gov.',
      citation: 'Cal. Ins. Code 510',
    },
    {
      title: 'Fraud',
      text: 'Any person who knowingly presents false or fraudulent claim for the payment of a loss is guilty of a crime and may be subject to fines and confinement in state prison.',
      citation: 'Cal. Ins. Code 1871.2',
    },
    {
      title: 'Uninsured motorists coverage was waived',
      text: 'California law requires an insurer to provide uninsured motorists coverage in each bodily injury liability insurance policy. It was deleted from this policy by a written agreement.',
      citation: 'Cal. Ins. Code 11580.2',
      applies: (worksheet) => !carries(worksheet, 'UM'),
    },
  ],
}
