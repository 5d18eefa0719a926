import type { HostStatus, PadReport } from '@pingjia/shared';
import { FaultText } from '../components/fault-text.tsx';
import { usePad } from '../components/pad-context.ts';
import type { MirrorState } from '../data/mirror-state.ts';
import { PadEntry } from './pad-entry.tsx';
import { Row } from './row.tsx';

export interface DeviceStateProps {
  readonly status: HostStatus | null;
  readonly mirror: MirrorState;
  readonly misheard: number;
  readonly onPad: (pad: PadReport) => void;
  readonly onSticks: () => void;
  readonly onClose: () => void;
}

/** The device's health in words, for whoever repairs it. Names nobody and shows no evaluation. */
export function DeviceState({ status, mirror, misheard, onPad, onSticks, onClose }: DeviceStateProps) {
  const { t } = usePad();
  return (
    <main className="technician" data-testid="technician">
      <h1>{t('technician.title')}</h1>
      <dl className="scroll" tabIndex={0}>
        {status === null ? null : <Pads status={status} onPad={onPad} />}
        <Row name={t('technician.device')}>{status?.device ?? t('technician.notEnrolled')}</Row>
        {status === null ? null : (
          <>
            <Row name={t('technician.sync')}>
              {t(`technician.syncPhase.${status.sync.phase}`)}
              <small>{t('technician.unsent', { n: status.sync.unsent })}</small>
              {status.sync.retryIn === null ? null : (
                <small>{t('technician.retryIn', { seconds: Math.ceil(status.sync.retryIn / 1_000) })}</small>
              )}
              <FaultText fault={status.sync.fault} />
            </Row>
            <Row name={t('technician.journal')}>
              {t('technician.journalSeq', { seq: status.journal.seq })}
              <small>{status.journal.epoch}</small>
              <FaultText fault={status.journal.fault} />
            </Row>
          </>
        )}
        <Row name={t('technician.mirror')}>
          {t(`technician.mirrorState.${mirror.phase}`)}
          <small>{t('technician.mirrorRecords', { n: mirror.records })}</small>
          {mirror.phase === 'current' ? <small>{t(`technician.rebuilt.${mirror.rebuilt}`)}</small> : null}
        </Row>
        <Row name={t('technician.screen')}>{t('technician.misheard', { n: misheard })}</Row>
      </dl>
      <div className="technician-end">
        {status?.device == null ? null : (
          <button type="button" className="quiet" data-testid="to-sticks" onClick={onSticks}>
            {t('stick.title')}
          </button>
        )}
        <button type="button" className="strong" data-testid="close" onClick={onClose}>
          {t('technician.close')}
        </button>
      </div>
    </main>
  );
}

/** The pads first: they are what a technician comes for. */
function Pads({ status, onPad }: { readonly status: HostStatus } & Pick<DeviceStateProps, 'onPad'>) {
  const { t } = usePad();
  return (
    <>
      <Row name={t('technician.pads')}>
        {status.pads.length === 0 ? t('technician.noPads') : null}
        {status.pads.map((pad) => (
          <PadEntry key={pad.address} pad={pad} onOpen={() => onPad(pad)} />
        ))}
      </Row>
      {status.setUp.length === 0 ? null : (
        <Row name={t('technician.setUp')}>
          {status.setUp.map((fault) => (
            <FaultText key={`${fault.code} ${fault.detail}`} fault={fault} />
          ))}
        </Row>
      )}
    </>
  );
}
