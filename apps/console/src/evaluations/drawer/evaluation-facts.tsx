import type { EvaluationItem } from '@pingjia/shared';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { FactList } from '../../components/fact-list.tsx';
import { GradeMark } from '../../components/grade-mark.tsx';
import { Identifier } from '../../components/identifier.tsx';
import { useText } from '../../format/use-text.ts';
import { useDetailTexts } from '../use-detail-texts.ts';
import { EvaluationRemark } from './evaluation-remark.tsx';
import { EvaluationTimes } from './evaluation-times.tsx';

/** Everything the server says about one evaluation. */
export function EvaluationFacts({ evaluation }: { readonly evaluation: EvaluationItem }) {
  const { t } = useTranslation();
  const text = useText();
  const details = useDetailTexts(evaluation.details ?? []);
  const none = <span className="quiet">{t('evaluation.none')}</span>;
  const id = (value: string) => <Identifier value={value} />;
  const column = (name: 'window' | 'site' | 'staff' | 'item' | 'source' | 'details' | 'grade') =>
    t(`evaluations.columns.${name}`);
  return (
    <>
      <FactList
        title={t('evaluation.what')}
        facts={[
          [column('grade'), <GradeMark key="grade" grade={evaluation.grade} />],
          evaluation.firstGrade !== evaluation.grade && [
            t('evaluation.firstGrade'),
            <GradeMark key="first" grade={evaluation.firstGrade} marked={false} />,
          ],
          [
            column('details'),
            details.length > 0 ? (
              <ul key="details">
                {details.map((detail) => (
                  <li key={detail.code}>
                    {detail.text} <span className="quiet">{detail.code}</span>
                  </li>
                ))}
              </ul>
            ) : (
              t(evaluation.details === null ? 'evaluations.detailsPending' : 'evaluations.detailsNone')
            ),
          ],
          [column('source'), t(`sources.${evaluation.source}`)],
          [t('evaluation.channel'), t(`channels.${evaluation.channel}`)],
          [t('evaluation.armedBy'), t(`armedBy.${evaluation.armedBy}`)],
        ]}
      />
      <EvaluationRemark key={evaluation.evaluationId} evaluation={evaluation} />
      <EvaluationTimes evaluation={evaluation} />
      <FactList
        title={t('evaluation.where')}
        facts={[
          [column('site'), text(evaluation.siteName) ?? id(evaluation.siteId)],
          [column('window'), evaluation.windowLabel ?? id(evaluation.windowId)],
          [column('staff'), text(evaluation.staffName) ?? t('evaluations.noStaff')],
          [column('item'), evaluation.itemCode === null ? none : id(evaluation.itemCode)],
          [t('evaluation.ticket'), evaluation.ticket ?? none],
        ]}
      />
      <FactList
        title={t('evaluation.identity')}
        hint={t('evaluation.identityHint')}
        facts={[
          [t('evaluation.deviceId'), id(evaluation.deviceId)],
          [t('evaluation.epoch'), id(evaluation.epoch)],
          [t('evaluation.seq'), id(String(evaluation.seq))],
          [t('evaluation.evaluationId'), id(evaluation.evaluationId)],
          [t('evaluation.sessionId'), id(evaluation.sessionId)],
          evaluation.staffId !== null && [t('evaluation.staffId'), id(evaluation.staffId)],
        ]}
      />
      <Link to={`/devices?open=${evaluation.deviceId}`}>{t('evaluation.toDevice')}</Link>
    </>
  );
}
