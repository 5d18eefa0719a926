/* A pingjia-line pad: bytes, contacts and time in; bytes and lights out. It knows no board. */
#ifndef PINGJIA_PAD_H
#define PINGJIA_PAD_H

#include <stdbool.h>
#include <stdint.h>

#include "host_message.h"
#include "keys.h"
#include "line.h"
#include "presses.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a pad is and how it reaches its board. */
typedef struct {
  /* 01 to FE, its own on this line. */
  uint8_t address;
  /* 1 to 24 of A-Z a-z 0-9 . _ -; the serial number is another one on every pad. */
  const char *firmware;
  const char *serial_number;
  void (*send)(const char *bytes, uint8_t length);
  /* NULL where there is no voice. */
  void (*say)(phrase_t phrase);
} pad_board_t;

typedef struct {
  const pad_board_t *board;
  uint16_t boot;
  line_reader_t reader;
  keys_t keys;
  presses_t presses;
  light_t lights[KEYS];
  bool armed;
  uint32_t armed_at;
  uint32_t armed_for;
  bool thanking;
  uint32_t thanked_at;
} pad_t;

/* Begins a power-on (rule DV21). `boot` is another number each time, as random as the board can make it. */
void pad_power_on(pad_t *pad, const pad_board_t *board, uint16_t boot);

/* A byte from the host. `now`: milliseconds, may wrap. */
void pad_receive(pad_t *pad, char byte, uint32_t now);

/* Call at least every few milliseconds with the contacts that are closed, bit 0 for key 1. */
void pad_step(pad_t *pad, uint16_t contacts, uint32_t now);

bool pad_is_armed(const pad_t *pad);
/* True for two seconds after a THANK. */
bool pad_is_thanking(const pad_t *pad);
/* Whether the light of a key, 1 to 9, shines at this moment. */
bool pad_light(const pad_t *pad, uint8_t key, uint32_t now);

#ifdef __cplusplus
}
#endif

#endif
