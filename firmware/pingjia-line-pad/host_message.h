/* What the host says to a pad (rules DV15 to DV17). */
#ifndef PINGJIA_HOST_MESSAGE_H
#define PINGJIA_HOST_MESSAGE_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum { HOST_GOT, HOST_ARM, HOST_THANK, HOST_LED, HOST_SAY, HOST_PING, HOST_RESET } host_verb_t;
typedef enum { LIGHT_OFF, LIGHT_ON, LIGHT_BLINK } light_t;
typedef enum { SAY_WELCOME, SAY_PLEASE_EVALUATE, SAY_THANKS, SAY_PAUSED } phrase_t;

typedef struct {
  host_verb_t verb;
  /* 01 to FE; FF speaks to all pads. */
  uint8_t address;
  /* GOT */
  uint16_t boot;
  uint16_t count;
  /* ARM */
  uint16_t seconds;
  /* LED */
  uint8_t key;
  light_t light;
  /* SAY */
  phrase_t phrase;
} host_message_t;

/* Reads a body, which it takes apart; false for whatever is not exactly a message of the protocol. */
bool host_message_read(char *body, host_message_t *message);

/* As in ACK. */
const char *host_verb_name(host_verb_t verb);

#ifdef __cplusplus
}
#endif

#endif
