import { describe, expect, it } from 'vitest';
import { returnPath, signInAddress } from './return-path.ts';

const back = (wanted: string) => returnPath(new URLSearchParams({ return: wanted }));

describe('the way back after signing in', () => {
  it('keeps path and query', () => {
    const address = signInAddress('/evaluations?grade=satisfied&from=2026-01-05T09%3A00%3A00Z', 'expired');
    const params = new URL(address, 'https://a.invalid').searchParams;
    expect(params.get('reason')).toBe('expired');
    expect(returnPath(params)).toBe('/evaluations?grade=satisfied&from=2026-01-05T09%3A00%3A00Z');
  });

  it('is not kept by who signed out', () => {
    expect(signInAddress('/devices', 'signed-out')).toBe('/sign-in?reason=signed-out');
  });

  it.each([
    'https://evil.invalid/',
    '//evil.invalid/',
    '/\\evil.invalid/',
    '\\\\evil.invalid',
    'javascript:alert(1)',
    '/\t/evil.invalid',
    'evaluations',
    '',
    '/sign-in?return=%2F',
    'https://[',
  ])('never leads elsewhere: %j', (wanted) => {
    expect(back(wanted)).toBe('/');
  });
});
