#include "presses.h"

#include <stddef.h>

void presses_add(presses_t *presses, uint8_t key) {
  const uint16_t count = presses->next_count;
  /* Counted in any case: a jump of the count tells the host that a press was lost. */
  presses->next_count += 1;
  for (uint8_t at = 0; at < PRESSES_HELD; at += 1) {
    press_t *press = &presses->held[at];
    if (press->waits) continue;
    press->count = count;
    press->key = key;
    press->reports = 0;
    press->waits = true;
    return;
  }
}

void presses_got(presses_t *presses, uint16_t count) {
  for (uint8_t at = 0; at < PRESSES_HELD; at += 1) {
    if (presses->held[at].count == count) presses->held[at].waits = false;
  }
}

/* Signed, so that it holds when a count passes 65535. */
static bool is_older(const press_t *one, const press_t *other) {
  return other == NULL || (int16_t)(one->count - other->count) < 0;
}

const press_t *presses_due(presses_t *presses, uint32_t now) {
  press_t *due = NULL;
  for (uint8_t at = 0; at < PRESSES_HELD; at += 1) {
    press_t *press = &presses->held[at];
    if (!press->waits) continue;
    if (press->reports > 0 && now - press->reported_at < PRESS_INTERVAL) continue;
    if (press->reports > PRESS_REPEATS) {
      press->waits = false;
      continue;
    }
    if (is_older(press, due)) due = press;
  }
  if (due == NULL) return NULL;
  due->reports += 1;
  due->reported_at = now;
  return due;
}
