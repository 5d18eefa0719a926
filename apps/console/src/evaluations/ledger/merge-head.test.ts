import type { EvaluationItem } from '@pingjia/shared';
import { describe, expect, it } from 'vitest';
import { SampleEvaluations } from '../../../test/stand-in/sample-evaluations.ts';
import { mergeHead } from './merge-head.ts';

const samples = new SampleEvaluations(3);
const [a, b, c, d, e] = Array.from({ length: 5 }, (_, index) => samples.at(index)) as [
  EvaluationItem,
  EvaluationItem,
  EvaluationItem,
  EvaluationItem,
  EvaluationItem,
];

describe('mergeHead', () => {
  it('puts new rows on top and keeps the old below', () => {
    expect(mergeHead([c, d, e], { items: [a, b, c], complete: false })).toEqual([a, b, c, d, e]);
  });

  it('takes the newer state of a known row', () => {
    const changed: EvaluationItem = { ...b, details: ['510'] };
    expect(mergeHead([b, c], { items: [a, changed], complete: false })).toEqual([a, changed, c]);
  });

  it('drops a row that no longer matches the filter', () => {
    expect(mergeHead([a, b, c, d], { items: [a, c], complete: false })).toEqual([a, c, d]);
  });

  it('believes a complete list entirely', () => {
    expect(mergeHead([a, b], { items: [c], complete: true })).toEqual([c]);
    expect(mergeHead([a], { items: [], complete: true })).toEqual([]);
  });

  it('begins with the head where nothing was known', () => {
    expect(mergeHead([], { items: [a], complete: false })).toEqual([a]);
  });

  it('says when rows are missing between the two', () => {
    expect(mergeHead([d, e], { items: [a, b], complete: false })).toBeNull();
  });
});
