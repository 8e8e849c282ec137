import { carries, type Paperwork } from '../contract.ts'

/** What Florida wants the insured to be told. Form numbers are illustrative; the law is real. */
export const paperwork: Paperwork = {
  forms: [
    { number: 'RW FL 00 01 03 26', title: 'Florida personal auto policy' },
    { number: 'RW FL 01 10 03 26', title: 'Personal injury protection coverage' },
    {
      number: 'RW FL 01 20 03 26',
      title: 'Uninsured motorists coverage',
      applies: (worksheet) => carries(worksheet, 'UM'),
    },
  ],
  notices: [
    {
      title: 'Uninsured motorists coverage',
      text: 'You are electing not to purchase certain valuable coverage which protects you and your family or you are purchasing uninsured motorist limits less than your bodily injury liability limits when you sign this form. Please read carefully.',
      citation: 'Fla. Stat. 627.727(1)',
      applies: (worksheet) => !carries(worksheet, 'UM'),
    },
    {
      title: 'Fraud',
      text: 'Any person who knowingly and with intent to injure, defraud, or deceive any insurer files a statement of claim or an application containing any false, incomplete, or misleading information is guilty of a felony of the third degree.',
      citation: 'Fla. Stat. 817.234(1)(b)',
    },
  ],
}
