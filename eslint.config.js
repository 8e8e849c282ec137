import { configApp } from '@adonisjs/eslint-config'
import { vue } from '@adonisjs/eslint-config/vue'
import tseslint from 'typescript-eslint'

const PORTAL = ['resources/portal/**/*.{ts,vue}']

/** Why each fence stands: see "Invariants" in ARCHITECTURE.md. */
const fence = (files, patterns) => ({
  name: `imports of ${files[0]}`,
  files,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
})

const HOST_CODE =
  '^#(controllers|exceptions|launch|live|middleware|models|policies|services|transformers|validators|generated|providers|database|tests|start|config)/'

export default configApp(
  {
    ignores: [
      '.data/**',
      'tmp/**',
      'public/assets/**',
      'database/schema.ts',
      'clients/typescript/{src/schema.ts,dist/**}',
      '.adonisjs/**',
    ],
  },
  ...vue.map((block) => ({ ...block, files: block.files ? PORTAL : ['**/*.vue'] })),
  {
    name: 'No way around the types without a reason beside it',
    files: ['**/*.ts', '**/*.vue'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
    },
  },
  {
    name: 'A test may look at one member of what it awaits',
    files: ['tests/**/*.ts'],
    rules: { '@unicorn/no-await-expression-member': 'off' },
  },
  fence(
    ['rules/**/*.ts'],
    [
      {
        regex: '^(?!\\.{1,2}/|chevrotain$|json-rules-engine$|@noble/hashes/)',
        message:
          'rules/ is pure: it imports itself, chevrotain, json-rules-engine and @noble/hashes.',
      },
      {
        regex: '^(\\.\\./)+(app|plugins|database|start|config|resources|tests|bin|providers)/',
        message: 'rules/ knows nothing of the host or the plans.',
      },
    ]
  ),
  {
    name: 'rules/ has no clock, no chance and no environment',
    files: ['rules/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['Date', 'performance', 'process', 'crypto', 'fetch', 'setTimeout', 'setInterval'],
        ...['setImmediate', 'globalThis', 'Buffer', 'console'],
      ],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random' }],
    },
  },
  {
    name: 'The oracle reckons dates by the calendar of the platform, which a clock does not move',
    files: ['rules/oracle/**/*.ts'],
    rules: { 'no-restricted-globals': 'off' },
  },
  fence(
    ['plugins/**/*.ts'],
    [
      {
        regex: '^(?!\\.{1,2}/|#rules/index$|#plugins/)',
        message: 'A plugin imports only the contract, its siblings and #rules/index.',
      },
    ]
  ),
  fence(
    ['app/**/*.ts', 'bin/**/*.ts', 'start/**/*.ts', 'providers/**/*.ts', 'database/**/*.ts'],
    [
      { regex: '^#rules/(?!index$)', message: '#rules/index is the only door of rules/.' },
      {
        regex: '^#plugins/(?!contract$)',
        message: 'The host loads plugins by folder; it imports none by name.',
      },
    ]
  ),
  fence(PORTAL, [{ regex: HOST_CODE, message: 'The portal runs in the browser: no host code.' }])
)
