/* The board's memory that outlives its power. */
#ifndef PINGJIA_STUB_EEPROM_H
#define PINGJIA_STUB_EEPROM_H

#include <stdint.h>

typedef struct {
  uint8_t (*read)(int place);
  void (*write)(int place, uint8_t value);
} eeprom_t;

extern const eeprom_t EEPROM;

#endif
