import { carries, type Paperwork } from '../contract.ts'

/** What Texas wants the insured to be told. Form numbers are illustrative; the law is real. */
export const paperwork: Paperwork = {
  forms: [
    { number: 'RW TX 00 01 03 26', title: 'Texas personal auto policy' },
    {
      number: 'RW TX 01 10 03 26',
      title: 'Personal injury protection coverage',
      applies: (worksheet) => carries(worksheet, 'PIP'),
    },
    {
      number: 'RW TX 01 20 03 26',
      title: 'Uninsured and underinsured motorists coverage',
      applies: (worksheet) => carries(worksheet, 'UM'),
    },
  ],
  notices: [
    {
      title: 'Have a complaint or need help?',
      text: 'If you have a problem with a claim or your premium, call your insurance company first. If you don’t, you may lose your right to appeal. To get help with an insurance question or file a complaint with the state: Texas Department of Insurance, P.O. Box 12030, Austin, TX 78711-2030; 1-800-252-3439; www.tdi.texas.gov.',
      citation: '28 TAC 1.601',
    },
    {
      title: 'Use of credit information',
      text: 'We obtain and use credit information on you or on other members of your household as part of the insurance credit scoring process. If you have questions about it, ask us. An insurer may not use your credit information in a way that the Texas Insurance Code forbids, nor refuse you for it alone.',
      citation: 'Tex. Ins. Code 559.053',
    },
    {
      title: 'Your credit information raised your price',
      text: 'By your insurance score you pay {amount} more for this term than without one. You may ask us for the reasons, ask the agency that reported it for a copy free of charge, and dispute what is wrong in it.',
      citation: 'Tex. Ins. Code 559.054; 15 U.S.C. 1681m',
      without: ({ policy, ...lists }) => {
        const others = Object.entries(policy).filter(([name]) => name !== 'insurance_score')
        return { ...lists, policy: Object.fromEntries(others) }
      },
    },
    {
      title: 'Motor Vehicle Crime Prevention Authority fee',
      text: 'Your payment includes a fee for each vehicle and year. It helps to fund the prevention of auto theft, burglary and fraud, criminal justice efforts and trauma care in Texas.',
      citation: '43 TAC 57.48',
    },
    {
      title: 'Uninsured motorists coverage was rejected',
      text: 'Texas insurers provide uninsured and underinsured motorists coverage unless an insured named in the policy rejects it in writing. It was rejected for this policy.',
      citation: 'Tex. Ins. Code 1952.101',
      applies: (worksheet) => !carries(worksheet, 'UM'),
    },
    {
      title: 'Personal injury protection was rejected',
      text: 'Texas insurers provide personal injury protection coverage unless an insured named in the policy rejects it in writing. It was rejected for this policy.',
      citation: 'Tex. Ins. Code 1952.152',
      applies: (worksheet) => !carries(worksheet, 'PIP'),
    },
  ],
}
