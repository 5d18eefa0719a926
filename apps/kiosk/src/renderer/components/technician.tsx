import type { HostStatus } from '@pingjia/shared';
import type { ReactNode } from 'react';
import type { MirrorState } from '../data/mirror-state.ts';
import { usePad } from './pad-context.ts';
import { FaultText } from './fault-text.tsx';

export interface TechnicianProps {
  readonly status: HostStatus | null;
  readonly mirror: MirrorState;
  readonly misheard: number;
  readonly onClose: () => void;
}

/** The pad's health in words, for whoever repairs it. Names nobody and shows no evaluation. */
export function Technician({ status, mirror, misheard, onClose }: TechnicianProps) {
  const { t } = usePad();
  return (
    <main className="technician" data-testid="technician">
      <h1>{t('technician.title')}</h1>
      <dl>
        <Row name={t('technician.device')}>{status?.device ?? t('technician.notEnrolled')}</Row>
        {status === null ? null : (
          <>
            <Row name={t('technician.pad')}>
              {t(`technician.padState.${status.pad.state}`)}
              <small>{[status.pad.address, status.pad.padId].filter((part) => part !== null).join(' · ')}</small>
              <small>{t('technician.droppedFrames', { n: status.pad.droppedFrames })}</small>
              <FaultText fault={status.pad.fault} />
            </Row>
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
      <button type="button" className="strong" data-testid="close" onClick={onClose}>
        {t('technician.close')}
      </button>
    </main>
  );
}

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="row">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
