// Program of the guest of `test:hardware`: the product's own drivers, at the hand of the tests outside.
import type { Answer, Asked } from '../bench/device-words.ts';
import { openAgentLine } from './agent-line.ts';
import { createDeviceDesk } from './device-desk.ts';
import { hold } from './held-port.ts';

const [role, address = ''] = process.argv.slice(2);
if (role === 'hold') {
  await hold(address);
} else {
  const line = openAgentLine();
  const desk = createDeviceDesk((event) => line.say(event));
  line.listen((text) => {
    const asked = JSON.parse(text) as Asked;
    const answer = (rest: { value: unknown } | { error: string }): void =>
      line.say({ id: asked.id, ...rest } satisfies Answer);
    desk.serve(asked).then(
      (value) => answer({ value: value ?? null }),
      (error: unknown) => answer({ error: String(error) }),
    );
  });
  line.say({ event: 'ready' });
}
