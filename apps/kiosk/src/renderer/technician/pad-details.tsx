import type { Fault, GradeWording, PadReport } from '@pingjia/shared';
import { useState } from 'react';
import { FaultText } from '../components/fault-text.tsx';
import { usePad } from '../components/pad-context.ts';
import { KeyTable } from './key-table.tsx';
import { Row } from './row.tsx';
import { useMoment } from './use-moment.ts';

export interface PadDetailsProps {
  readonly pad: PadReport;
  readonly wording: GradeWording;
  /** Begins to learn the keys; why not, null if it did. */
  readonly onLearn: (padId: string) => Promise<Fault | null>;
  readonly onPrint: () => void;
  readonly onBack: () => void;
}

/** Place of the pads that are read from whatever keyboard the focused window hears. */
export const windowKeysAddress = 'keys:window';

/** One pad: how it does, what it can do, what its keys mean. */
export function PadDetails({ pad, wording, onLearn, onPrint, onBack }: PadDetailsProps) {
  const { t } = usePad();
  const moment = useMoment();
  const [refusal, setRefusal] = useState<Fault | null>(null);
  const { padId, state, keys } = pad;
  const learnable = state === 'found' && padId !== null ? padId : null;
  return (
    <main className="technician" data-testid="pad-details">
      <h1>
        <bdi>{padId ?? pad.address}</bdi>
      </h1>
      <div className="pad-details scroll" tabIndex={0}>
        <dl>
          <Row name={t('pad.status')}>
            {t(`pad.state.${state}`)}
            <FaultText fault={pad.fault} />
          </Row>
          <Row name={t('pad.place')}>
            <bdi>{pad.address}</bdi>
            {pad.address === windowKeysAddress ? <small className="fault">{t('pad.anyKeyboard')}</small> : null}
          </Row>
          <Row name={t('pad.family')}>
            <bdi>{pad.profile}</bdi>
            {pad.capabilities?.walkUp === false ? <small className="fault">{t('pad.untrusted')}</small> : null}
          </Row>
          <Abilities pad={pad} />
          <Row name={t('pad.line')}>
            {t('pad.droppedFrames', { n: pad.droppedFrames })}
            <small>{t('pad.ignoredFrames', { n: pad.ignoredFrames })}</small>
          </Row>
        </dl>
        <section>
          <h2>{t('pad.keys')}</h2>
          <p className="pad-keys-state">
            {keys.learntAt === null
              ? t(`pad.keyState.${keys.state}`)
              : t('pad.learntAt', { when: moment(keys.learntAt) })}
          </p>
          {keys.map === null ? null : <KeyTable map={keys.map} wording={wording} />}
          <FaultText fault={refusal} />
        </section>
      </div>
      <div className="technician-end">
        {learnable === null ? <p className="aside">{t('pad.away')}</p> : null}
        <button type="button" className="quiet" data-testid="back" onClick={onBack}>
          {t('pad.back')}
        </button>
        {keys.map === null ? null : (
          <button type="button" className="quiet" data-testid="print" onClick={onPrint}>
            {t('pad.print')}
          </button>
        )}
        {learnable === null ? null : (
          <button
            type="button"
            className="strong"
            data-testid="learn"
            onClick={async () => setRefusal(await onLearn(learnable))}
          >
            {t('pad.learn')}
          </button>
        )}
      </div>
    </main>
  );
}

function Abilities({ pad: { capabilities } }: { readonly pad: PadReport }) {
  const { t, language } = usePad();
  if (capabilities === null) return null;
  const able = (['leds', 'voice', 'screen', 'cardReader'] as const).filter((ability) => capabilities[ability]);
  const words = able.map((ability) => t(`pad.${ability}`));
  const list = new Intl.ListFormat(language, { style: 'short', type: 'conjunction' });
  return <Row name={t('pad.can')}>{words.length === 0 ? t('pad.keysOnly') : list.format(words)}</Row>;
}
