import type { DeviceConfiguration, StaffMember } from '@pingjia/shared';
import { useState } from 'react';
import type { ScreenModel } from '../session/screen-model.ts';
import type { PendingPress, ShownView } from '../session/screen-state.ts';
import { Attract } from './attract.tsx';
import { Change } from './change.tsx';
import { FollowUp } from './follow-up.tsx';
import { Paused } from './paused.tsx';
import { Rating } from './rating.tsx';
import { Thanks } from './thanks.tsx';
import { useIsOver } from './use-is-over.ts';

export interface SessionScreenProps {
  readonly shown: ShownView;
  readonly configuration: DeviceConfiguration;
  readonly staff: StaffMember | null;
  readonly pending: PendingPress | null;
  readonly model: ScreenModel;
}

/** The screen of a view. Nothing but the view chooses it, except that the citizen may look at the grades once more. */
export function SessionScreen({ shown, configuration, staff, pending, model }: SessionScreenProps) {
  const { view, at } = shown;
  /** The evaluation, with its grade, that the citizen wishes to change. */
  const [changing, setChanging] = useState<string | null>(null);
  const isChangeOver = useIsOver('changeLeft' in view ? view.changeLeft : 0, at);
  const pressed = pending?.grade ?? null;

  switch (view.state) {
    case 'idle':
      return <Attract configuration={configuration} staff={staff} onWake={() => void model.tell({ method: 'wake' })} />;
    case 'armed':
      return (
        <Rating
          view={view}
          at={at}
          configuration={configuration}
          pressed={pressed}
          onRate={(grade) => model.press('rate', grade)}
        />
      );
    case 'paused':
      return <Paused code={view.code} />;
    case 'rated':
    case 'followUp':
    case 'thanks': {
      const standing = `${view.evaluationId} ${view.grade}`;
      const onChange = () => setChanging(standing);
      if (changing === standing && !isChangeOver) {
        return (
          <Change
            view={view}
            at={at}
            configuration={configuration}
            pressed={pending?.method === 'change' ? pressed : null}
            onChange={(grade) => model.press('change', grade)}
            onKeep={() => setChanging(null)}
          />
        );
      }
      if (view.state !== 'followUp')
        return <Thanks view={view} at={at} wording={configuration.wording} onChange={onChange} />;
      return (
        <FollowUp
          key={standing}
          view={view}
          at={at}
          configuration={configuration}
          onTick={(code, ticked) => model.tell({ method: 'tick', code, ticked })}
          onFinish={(how) => void model.tell({ method: 'finish', how })}
          onChange={onChange}
          onPhone={(phone) => model.ask({ method: 'remark', evaluationId: view.evaluationId, phone })}
          onBusy={() => void model.tell({ method: 'stay' })}
        />
      );
    }
  }
}
