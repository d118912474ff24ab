import { expect, test } from 'vitest';
import { contentSecurityPolicy } from '../../../../src/main/security/csp';
import { choosePageSource } from '../../../../src/main/security/origins';

function directives(policy: string): Record<string, string> {
  return Object.fromEntries(
    policy.split('; ').map((directive) => {
      const [name = '', ...values] = directive.split(' ');
      return [name, values.join(' ')];
    }),
  );
}

test('built pages get nothing that is not named', () => {
  expect(directives(contentSecurityPolicy(choosePageSource(true, undefined)))).toEqual({
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self' data:",
    'font-src': "'self'",
    'connect-src': "'self'",
    'worker-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
    'frame-src': "'none'",
    'object-src': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': 'svelte-trusted-html copytrail-worker',
  });
});

test('the development server gets styles and its own web socket more, never inline scripts or eval', () => {
  const policy = directives(contentSecurityPolicy(choosePageSource(false, 'http://localhost:5173')));
  expect(policy['default-src']).toBe("'none'");
  expect(policy['script-src']).toBe("'self'");
  expect(policy['style-src']).toBe("'self' 'unsafe-inline'");
  expect(policy['connect-src']).toBe("'self' ws://localhost:5173");
});
