import type { EvaluationPage } from '@pingjia/shared';
import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useDevices } from '../../devices/use-devices.ts';
import { useText } from '../../format/use-text.ts';
import { evaluationsKey } from '../ledger/use-ledger.ts';
import type { EvaluationFilters } from './evaluation-filters.ts';
import { type FilterChoices, filterChoices } from './filter-choices.ts';

/** Choices for the filters, gathered from the devices and from every list of evaluations read so far. */
export function useFilterChoices(chosen: EvaluationFilters): FilterChoices {
  const { i18n } = useTranslation();
  const text = useText();
  const client = useQueryClient();
  const devices = useDevices().data?.items ?? [];
  const lists = client.getQueriesData<InfiniteData<EvaluationPage>>({ queryKey: [evaluationsKey, 'pages'] });
  const evaluations = lists.flatMap(([, data]) => data?.pages.flatMap(({ items }) => items) ?? []);
  return filterChoices({ devices, evaluations, chosen, text, language: i18n.language });
}
