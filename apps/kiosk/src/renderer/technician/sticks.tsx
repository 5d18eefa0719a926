import type { BundleScope, Fault, Stick, StickReport } from '@pingjia/shared';
import { useEffect, useState } from 'react';
import { FaultText } from '../components/fault-text.tsx';
import { usePad } from '../components/pad-context.ts';
import { Row } from './row.tsx';
import type { StickNews } from './use-stick-news.ts';

export interface SticksProps {
  readonly unsent: number;
  readonly news: StickNews;
  /** Null where the host did not answer. */
  readonly onList: () => Promise<readonly Stick[] | null>;
  readonly onExport: (folder: string, scope: BundleScope) => Promise<Fault | null>;
  readonly onReceipts: (folder: string) => Promise<Fault | null>;
  readonly onBack: () => void;
}

/** For a pad without a network: its records onto a stick, the server's receipt from one. */
export function Sticks({ unsent, news, onList, onExport, onReceipts, onBack }: SticksProps) {
  const { t } = usePad();
  const [sticks, setSticks] = useState<readonly Stick[] | null>(null);
  const [refusal, setRefusal] = useState<Fault | null>(null);
  useEffect(() => {
    let isOver = false;
    void onList().then((found) => {
      if (!isOver) setSticks(found);
    });
    return () => {
      isOver = true;
    };
  }, [onList]);
  const { report, expect } = news;
  const isBusy = report?.phase === 'exporting';
  const act = async (doing: Promise<Fault | null>) => {
    const refused = await doing;
    if (refused === null) expect();
    setRefusal(refused);
  };
  return (
    <main className="technician" data-testid="sticks">
      <h1>{t('stick.title')}</h1>
      <div className="scroll" tabIndex={0}>
        <dl>
          <Row name={t('stick.lacking')}>{t('technician.unsent', { n: unsent })}</Row>
          {(sticks ?? []).map(({ folder, free }) => (
            <Row key={folder} name={t('stick.stick')}>
              <bdi>{folder}</bdi>
              <small>{t('stick.free', { megabytes: Math.floor(free / 1e6) })}</small>
              <span className="stick-acts">
                <button
                  type="button"
                  className="strong"
                  data-testid="stick-unsent"
                  disabled={isBusy}
                  onClick={() => void act(onExport(folder, 'unsent'))}
                >
                  {t('stick.unsent')}
                </button>
                <button
                  type="button"
                  className="quiet"
                  data-testid="stick-all"
                  disabled={isBusy}
                  onClick={() => void act(onExport(folder, 'all'))}
                >
                  {t('stick.all')}
                </button>
                <button
                  type="button"
                  className="quiet"
                  data-testid="stick-receipts"
                  disabled={isBusy}
                  onClick={() => void act(onReceipts(folder))}
                >
                  {t('stick.receipts')}
                </button>
              </span>
            </Row>
          ))}
        </dl>
        {sticks?.length === 0 ? <p className="aside">{t('stick.none')}</p> : null}
        <p className="stick-report" role="status" data-testid="stick-report">
          {report === null ? '' : t(`stick.report.${reportKey(report)}`, reportValues(report))}
        </p>
        <FaultText fault={refusal ?? report?.fault ?? null} />
      </div>
      <div className="technician-end">
        <button type="button" className="quiet" data-testid="look" onClick={() => void onList().then(setSticks)}>
          {t('stick.look')}
        </button>
        <button type="button" className="strong" data-testid="back" onClick={onBack}>
          {t('pad.back')}
        </button>
      </div>
    </main>
  );
}

function reportKey({ phase, file }: StickReport) {
  if (phase === 'exported') return file === null ? 'nothing' : 'exported';
  if (phase === 'written-anew') return 'anew';
  return phase === 'receipts-taken' ? 'receipts' : phase;
}

function reportValues({ count, file }: StickReport): { readonly n: number; readonly file: string } {
  return { n: count, file: file ?? '' };
}
