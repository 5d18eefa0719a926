// A five-button pad that speaks pingjia-line. Wiring and flashing: docs/bring-your-own-pad.md.
// Written so that it is C as well: the tests run it on a board of their own (firmware/host-stub).
#include <EEPROM.h>

#include "pad.h"

// Change these: the serial number is another one on every pad.
#define SERIAL_NUMBER "MY-PAD-0001"
#define ADDRESS 0x01

#define BAUD 9600
#define BUTTONS 5
// From key 1, very dissatisfied, to key 5, very satisfied. Each button closes its pin to ground.
static const uint8_t BUTTON_PINS[BUTTONS] = {2, 3, 4, 5, 6};
static const uint8_t LIGHT_PINS[BUTTONS] = {7, 8, 9, 10, 11};
#define ARMED_PIN 12
#define THANKS_PIN LED_BUILTIN
// A pin with nothing on it: its noise is part of the boot number.
#define NOISE_PIN A0
// Two bytes that count the power-ons.
#define STARTS_AT 0

static void sendBytes(const char *bytes, uint8_t length) { Serial.write(bytes, length); }

static const pad_board_t board = {ADDRESS, "1.0.0", SERIAL_NUMBER, sendBytes, NULL};
static pad_t pad;

// Another number at each power-on: starts are counted, so even without noise two in a row differ.
static uint16_t drawBoot(void) {
  uint16_t starts = (uint16_t)(EEPROM.read(STARTS_AT) | EEPROM.read(STARTS_AT + 1) << 8);
  starts += 1;
  EEPROM.write(STARTS_AT, (uint8_t)starts);
  EEPROM.write(STARTS_AT + 1, (uint8_t)(starts >> 8));
  uint8_t noise = 0;
  for (uint8_t turn = 0; turn < 16; turn += 1) noise = (uint8_t)(noise << 1 ^ analogRead(NOISE_PIN) ^ (int)micros());
  // 40503 is odd, so no two of 65536 starts give the same product.
  return (uint16_t)(starts * 40503u) ^ noise;
}

void setup(void) {
  for (uint8_t at = 0; at < BUTTONS; at += 1) {
    pinMode(BUTTON_PINS[at], INPUT_PULLUP);
    pinMode(LIGHT_PINS[at], OUTPUT);
  }
  pinMode(ARMED_PIN, OUTPUT);
  pinMode(THANKS_PIN, OUTPUT);
  Serial.begin(BAUD);
  pad_power_on(&pad, &board, drawBoot());
}

void loop(void) {
  const uint32_t now = (uint32_t)millis();
  while (Serial.available() > 0) pad_receive(&pad, (char)Serial.read(), now);
  uint16_t contacts = 0;
  for (uint8_t at = 0; at < BUTTONS; at += 1) {
    if (digitalRead(BUTTON_PINS[at]) == LOW) contacts |= (uint16_t)(1 << at);
  }
  pad_step(&pad, contacts, now);
  for (uint8_t at = 0; at < BUTTONS; at += 1) {
    digitalWrite(LIGHT_PINS[at], pad_light(&pad, (uint8_t)(at + 1), now) ? HIGH : LOW);
  }
  digitalWrite(ARMED_PIN, pad_is_armed(&pad) ? HIGH : LOW);
  digitalWrite(THANKS_PIN, pad_is_thanking(&pad) ? HIGH : LOW);
}
