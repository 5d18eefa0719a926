import type { RandomSource } from '@pingjia/shared';
import type { PressName } from './pad-driver.ts';

/**
 * Names presses of a pad that does not name them itself: what it reports once is one press. The boot is drawn anew for
 * each opening of the port, 32 hexadecimal digits, so that no two presses ever share a name, whatever was restarted.
 */
export function createPressNames(random: RandomSource): () => PressName {
  let boot = '';
  let count = 0;
  return () => {
    if (boot === '' || count > 65_535) {
      boot = random.uuid().replaceAll('-', '');
      count = 0;
    }
    return { boot, count: count++ };
  };
}
