/* The memory of one power-on: counts presses and holds them until the host has them (rules DV18 to DV20). */
#ifndef PINGJIA_PRESSES_H
#define PINGJIA_PRESSES_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The least that a pad must hold. */
#define PRESSES_HELD 16
/* Milliseconds between two reports of a press, and how often it is reported again. */
#define PRESS_INTERVAL 300
#define PRESS_REPEATS 20

typedef struct {
  uint16_t count;
  uint8_t key;
  uint8_t reports;
  bool waits;
  uint32_t reported_at;
} press_t;

typedef struct {
  press_t held[PRESSES_HELD];
  uint16_t next_count;
} presses_t;

/* Counts a press and keeps it if there is room. */
void presses_add(presses_t *presses, uint8_t key);

/* The host has it. */
void presses_got(presses_t *presses, uint16_t count);

/* A press that is due to be reported now, noted as reported; NULL when there is none. Call until there is none. */
const press_t *presses_due(presses_t *presses, uint32_t now);

#ifdef __cplusplus
}
#endif

#endif
