import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Raw Electron and browser doors that exactly one file may open; the message says which. */
const doors = [
  {
    selector: "MemberExpression[object.name='shell'][property.name='openExternal']",
    message: 'Call openAllowedUrl from src/main/security/open-external.ts: it holds the host list.',
  },
  {
    selector: "MemberExpression[object.name='window'][property.name='api']",
    message: 'Only src/renderer/src/data touches window.api: go through data/backend.ts.',
  },
];

export default ts.config(
  { ignores: ['out/', 'dist/', '.cache/', 'node_modules/', 'test-results/', 'tests/fixtures/'] },
  js.configs.recommended,
  ...ts.configs.strictTypeChecked,
  ...svelte.configs.recommended,
  prettier,
  ...svelte.configs.prettier,
  {
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.node.json', './tsconfig.web.json'],
        extraFileExtensions: ['.svelte'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      'no-restricted-syntax': ['error', ...doors],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-unnecessary-condition': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      eqeqeq: ['error', 'always'],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: ts.parser, svelteConfig },
    },
    rules: {
      // Svelte's $bindable, $props and snippets confuse these two without a fault in the code.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  { files: ['src/renderer/src/data/**'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['src/main/security/open-external.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['tests/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off', 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    extends: [ts.configs.disableTypeChecked],
    languageOptions: { globals: globals.node },
  },
);
