#include "pad.h"

#include <stddef.h>
#include <string.h>

#define ALL_PADS 0xFF
#define THANKS_SHOWN 2000
#define BLINK_HALF 500

/* A body under construction: its verb, then fields. Nothing a pad says comes near the limit. */
typedef struct {
  char text[BODY_BYTES + 1];
  uint8_t length;
} body_t;

static void add_text(body_t *body, const char *text) {
  const uint8_t length = (uint8_t)strlen(text);
  memcpy(body->text + body->length, text, length + 1);
  body->length += length;
}

static void add_field(body_t *body, const char *text) {
  add_text(body, ",");
  add_text(body, text);
}

static void add_hex(body_t *body, uint16_t value, uint8_t digits) {
  char text[5];
  write_hex(value, digits, text);
  text[digits] = '\0';
  add_field(body, text);
}

static void add_decimal(body_t *body, uint16_t value) {
  char text[6];
  uint8_t at = sizeof(text) - 1;
  text[at] = '\0';
  do {
    at -= 1;
    text[at] = (char)('0' + value % 10);
    value /= 10;
  } while (value > 0);
  add_field(body, text + at);
}

static body_t begin(const pad_t *pad, const char *verb) {
  body_t body;
  body.length = 0;
  add_text(&body, verb);
  add_hex(&body, pad->board->address, 2);
  return body;
}

static void send(const pad_t *pad, const body_t *body) {
  char line[LINE_BYTES];
  const uint8_t length = line_write(body->text, line);
  pad->board->send(line, length);
}

static void add_identity(body_t *body, const pad_board_t *board) {
  add_field(body, board->firmware);
  add_field(body, board->serial_number);
}

static void calm(pad_t *pad) {
  pad->armed = false;
  pad->thanking = false;
  memset(pad->lights, 0, sizeof(pad->lights));
}

static void acknowledge(const pad_t *pad, host_verb_t verb) {
  body_t body = begin(pad, "ACK");
  add_field(&body, host_verb_name(verb));
  send(pad, &body);
}

static void obey(pad_t *pad, const host_message_t *message, uint32_t now) {
  switch (message->verb) {
    case HOST_GOT:
      if (message->boot == pad->boot) presses_got(&pad->presses, message->count);
      return;
    case HOST_PING: {
      body_t body = begin(pad, "PONG");
      add_identity(&body, pad->board);
      send(pad, &body);
      return;
    }
    case HOST_ARM:
      pad->armed = message->seconds > 0;
      pad->armed_at = now;
      pad->armed_for = (uint32_t)message->seconds * 1000;
      break;
    case HOST_THANK:
      pad->thanking = true;
      pad->thanked_at = now;
      break;
    case HOST_LED:
      pad->lights[message->key - 1] = message->light;
      break;
    case HOST_SAY:
      if (pad->board->say != NULL) pad->board->say(message->phrase);
      break;
    case HOST_RESET:
      calm(pad);
      break;
  }
  acknowledge(pad, message->verb);
}

void pad_power_on(pad_t *pad, const pad_board_t *board, uint16_t boot) {
  memset(pad, 0, sizeof(*pad));
  pad->board = board;
  pad->boot = boot;
  body_t body = begin(pad, "HELLO");
  add_hex(&body, boot, 4);
  add_identity(&body, board);
  send(pad, &body);
}

void pad_receive(pad_t *pad, char byte, uint32_t now) {
  char body[BODY_BYTES + 1];
  host_message_t message;
  if (!line_read(&pad->reader, byte, body) || !host_message_read(body, &message)) return;
  if (message.address == pad->board->address || message.address == ALL_PADS) obey(pad, &message, now);
}

void pad_step(pad_t *pad, uint16_t contacts, uint32_t now) {
  if (pad->armed && now - pad->armed_at >= pad->armed_for) pad->armed = false;
  if (pad->thanking && now - pad->thanked_at >= THANKS_SHOWN) pad->thanking = false;
  const uint16_t pressed = keys_look(&pad->keys, contacts, now);
  for (uint8_t key = 1; key <= KEYS; key += 1) {
    if ((pressed & ((uint16_t)1 << (key - 1))) != 0) presses_add(&pad->presses, key);
  }
  for (const press_t *press = presses_due(&pad->presses, now); press != NULL; press = presses_due(&pad->presses, now)) {
    body_t body = begin(pad, "KEY");
    add_hex(&body, pad->boot, 4);
    add_decimal(&body, press->count);
    add_decimal(&body, press->key);
    send(pad, &body);
  }
}

bool pad_is_armed(const pad_t *pad) { return pad->armed; }

bool pad_is_thanking(const pad_t *pad) { return pad->thanking; }

bool pad_light(const pad_t *pad, uint8_t key, uint32_t now) {
  const light_t light = pad->lights[key - 1];
  return light == LIGHT_ON || (light == LIGHT_BLINK && now / BLINK_HALF % 2 == 0);
}
