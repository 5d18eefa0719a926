import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterNames, readFilters, withFilter, writeFilters } from './evaluation-filters.ts';

const site = 'aaaaaaaa-0000-4000-8000-000000000001';

describe('filters in the address', () => {
  it('come back as they were written, and leave the rest alone', () => {
    const filters = { siteId: site, grade: 'dissatisfied', from: '2026-01-05T09:00:00.000Z' } as const;
    const written = writeFilters(new URLSearchParams('tab=1&grade=satisfied'), filters);
    expect(written.get('tab')).toBe('1');
    expect(readFilters(written)).toEqual({ filters, ignored: [] });
  });

  it('are lifted by undefined', () => {
    expect(withFilter({ grade: 'satisfied', siteId: site }, 'grade', undefined)).toEqual({ siteId: site });
  });

  it('name what makes no sense and keep what does', () => {
    expect(readFilters(new URLSearchParams(`grade=5&siteId=${site}&from=yesterday&to=`))).toEqual({
      filters: { siteId: site },
      ignored: ['grade', 'from'],
    });
  });

  it('survive any garbage', () => {
    const garbage = fc.dictionary(fc.constantFrom(...filterNames), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(garbage, (fields) => {
        const { filters, ignored } = readFilters(new URLSearchParams(fields));
        for (const name of ignored) expect(filters).not.toHaveProperty(name);
      }),
    );
  });
});
