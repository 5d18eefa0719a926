#include "keys.h"

uint16_t keys_look(keys_t *keys, uint16_t contacts, uint32_t now) {
  uint16_t pressed = 0;
  for (uint8_t at = 0; at < KEYS; at += 1) {
    const uint16_t bit = (uint16_t)1 << at;
    if (((contacts ^ keys->contacts) & bit) != 0) {
      keys->contacts ^= bit;
      keys->changed_at[at] = now;
    }
    const uint8_t differs = ((keys->contacts ^ keys->down) & bit) != 0;
    if (!differs || now - keys->changed_at[at] < KEY_REST) continue;
    keys->down ^= bit;
    pressed |= keys->down & bit;
  }
  return pressed;
}
