import type { DeviceConfiguration } from '@pingjia/shared';
import type { MirrorState } from '../data/mirror-state.ts';
import type { ScreenModel } from '../session/screen-model.ts';
import type { ScreenState } from '../session/screen-state.ts';
import { DeviceState } from './device-state.tsx';
import { KeySheet } from './key-sheet.tsx';
import { PadDetails } from './pad-details.tsx';
import { Sticks } from './sticks.tsx';
import type { StickNews } from './use-stick-news.ts';

/** Where a technician is: at the device, at the pad of this address, or at the sticks. */
export type Corner = { readonly pad: string | null; readonly isAtSticks?: boolean };

export interface TechnicianProps {
  readonly corner: Corner;
  readonly state: ScreenState;
  readonly configuration: DeviceConfiguration | null;
  readonly mirror: MirrorState;
  readonly stickNews: StickNews;
  readonly model: ScreenModel;
  readonly onGo: (corner: Corner | null) => void;
}

/** The technician's corner: the device, or one of its pads. */
export function Technician({ corner, state, configuration, mirror, stickNews, model, onGo }: TechnicianProps) {
  const wording = configuration?.wording ?? 'satisfaction';
  const pad = state.status?.pads.find(({ address }) => address === corner.pad);
  if (corner.isAtSticks === true) {
    return (
      <Sticks
        unsent={state.status?.sync.unsent ?? 0}
        news={stickNews}
        onList={model.sticks}
        onExport={(folder, scope) => model.ask({ method: 'stick.export', folder, scope })}
        onReceipts={(folder) => model.ask({ method: 'stick.receipts', folder })}
        onBack={() => onGo({ pad: null })}
      />
    );
  }
  if (pad === undefined) {
    return (
      <DeviceState
        status={state.status}
        mirror={mirror}
        misheard={state.misheard}
        onPad={({ address }) => onGo({ pad: address })}
        onSticks={() => onGo({ pad: null, isAtSticks: true })}
        onClose={() => onGo(null)}
      />
    );
  }
  return (
    <>
      <PadDetails
        pad={pad}
        wording={wording}
        onLearn={(padId) => model.ask({ method: 'learn.begin', padId })}
        onPrint={() => window.print()}
        onBack={() => onGo({ pad: null })}
      />
      <KeySheet pad={pad} configuration={configuration} wording={wording} />
    </>
  );
}
