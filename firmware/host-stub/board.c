#include "board.h"

#include <stdio.h>

#include "Arduino.h"
#include "EEPROM.h"

#define FIRST_BUTTON_PIN 2
/* As small as on the smallest boards. */
#define BUFFER_BYTES 64

static uint32_t now;
static uint8_t pins[PINS];
static uint16_t closed;
static int noise;
static uint8_t memory[1024];
static uint8_t buffer[BUFFER_BYTES];
static size_t first;
static size_t count;

void board_pass(uint32_t until) { now = until; }
uint32_t board_now(void) { return now; }
void board_press(uint16_t keys) { closed = keys; }
void board_noise(int value) { noise = value; }
bool board_shines(uint8_t pin) { return pins[pin] == HIGH; }

bool board_hear(uint8_t byte) {
  if (count == BUFFER_BYTES) return false;
  buffer[(first + count) % BUFFER_BYTES] = byte;
  count += 1;
  return true;
}

unsigned long millis(void) { return now; }
unsigned long micros(void) { return now * 1000; }
int analogRead(uint8_t pin) { return pin == A0 ? noise : 0; }
void digitalWrite(uint8_t pin, uint8_t value) { pins[pin] = value; }
void pinMode(uint8_t pin, uint8_t mode) { pins[pin] = mode == INPUT_PULLUP ? HIGH : LOW; }

int digitalRead(uint8_t pin) { return (closed >> (pin - FIRST_BUTTON_PIN) & 1) != 0 ? LOW : HIGH; }

static void begin(unsigned long baud) {
  printf("baud %lu\n", baud);
  count = 0;
}

static int available(void) { return (int)count; }

static int take(void) {
  const uint8_t byte = buffer[first];
  first = (first + 1) % BUFFER_BYTES;
  count -= 1;
  return byte;
}

static size_t put(const char *bytes, size_t length) {
  fputs("out ", stdout);
  for (size_t at = 0; at < length; at += 1) printf("%02X", (unsigned)(uint8_t)bytes[at]);
  putchar('\n');
  return length;
}

static uint8_t recall(int place) { return memory[place]; }
static void keep(int place, uint8_t value) { memory[place] = value; }

const serial_t Serial = {begin, available, take, put};
const eeprom_t EEPROM = {recall, keep};
