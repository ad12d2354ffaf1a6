import vue from 'eslint-plugin-vue'
import a11y from 'eslint-plugin-vuejs-accessibility'
import ts from 'typescript-eslint'
import globals from 'globals'

/** Formatting belongs to Prettier. */
const formatting = [
  'html-indent',
  'max-attributes-per-line',
  'singleline-html-element-content-newline',
  'multiline-html-element-content-newline',
  'html-self-closing',
  'html-closing-bracket-newline',
  'first-attribute-linebreak',
  'html-closing-bracket-spacing',
  'attributes-order',
]

export default ts.config(
  { ignores: ['dist*/**', 'coverage/**'] },
  ...ts.configs.recommended,
  ...vue.configs['flat/recommended-error'],
  ...a11y.configs['flat/recommended'],
  {
    files: ['**/*.{ts,vue,mjs,js}'],
    languageOptions: { parserOptions: { parser: ts.parser }, globals: { ...globals.browser, ...globals.node } },
    rules: {
      'no-console': 'error',
      'vue/no-v-html': 'error',
      'vue/no-static-inline-styles': 'error', // the content security policy has style-src 'self'
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
    },
  },
  {
    // The method is pure: no page, no clock, no chance.
    files: ['src/domain/**/*.ts'],
    languageOptions: { globals: {} },
    rules: {
      'no-restricted-globals': ['error', ...Object.keys(globals.browser), 'process', 'Buffer'],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now' },
        { object: 'Math', property: 'random' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Time comes in as an argument.' },
      ],
    },
  },
  { files: ['scripts/**', 'tests/**'], rules: { 'no-console': 'off' } },
  { files: ['**/*.vue'], rules: Object.fromEntries(formatting.map((rule) => [`vue/${rule}`, 'off'])) },
)
