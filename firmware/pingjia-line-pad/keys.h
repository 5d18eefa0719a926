/* Contacts to presses: a key that is held, stuck or bouncing is one press (rule DV24). */
#ifndef PINGJIA_KEYS_H
#define PINGJIA_KEYS_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KEYS 9
/* Milliseconds a contact must rest before it counts as closed, or as open again. */
#define KEY_REST 15

typedef struct {
  /* Bit 0 is key 1. */
  uint16_t contacts;
  uint16_t down;
  uint32_t changed_at[KEYS];
} keys_t;

/* Looks at the contacts, at least every few milliseconds; gives the keys that went down since, a bit each. */
uint16_t keys_look(keys_t *keys, uint16_t contacts, uint32_t now);

#ifdef __cplusplus
}
#endif

#endif
