/* As much of the Arduino core as the sketch uses, in C: objects are structures of functions. */
#ifndef PINGJIA_STUB_ARDUINO_H
#define PINGJIA_STUB_ARDUINO_H

#include <stdint.h>
#include <stdlib.h>

#define LOW 0
#define HIGH 1
#define INPUT_PULLUP 2
#define OUTPUT 1
#define A0 14
#define LED_BUILTIN 13
#define PINS 20

unsigned long millis(void);
unsigned long micros(void);
void pinMode(uint8_t pin, uint8_t mode);
int digitalRead(uint8_t pin);
void digitalWrite(uint8_t pin, uint8_t value);
int analogRead(uint8_t pin);

typedef struct {
  void (*begin)(unsigned long baud);
  int (*available)(void);
  int (*read)(void);
  size_t (*write)(const char *bytes, size_t length);
} serial_t;

extern const serial_t Serial;

#endif
