#include "crc16.h"

uint16_t crc16(const char *text, uint8_t length) {
  uint16_t crc = 0xFFFF;
  for (uint8_t at = 0; at < length; at += 1) {
    crc ^= (uint16_t)((uint8_t)text[at]) << 8;
    for (uint8_t bit = 0; bit < 8; bit += 1) {
      crc = (crc & 0x8000) != 0 ? (uint16_t)(crc << 1) ^ 0x1021 : (uint16_t)(crc << 1);
    }
  }
  return crc;
}
