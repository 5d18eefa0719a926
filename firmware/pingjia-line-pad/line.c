#include "line.h"

#include <string.h>

#include "crc16.h"

/* $, *, four digits and CR. */
#define FRAME_BYTES 7

static bool is_printable(char byte) { return byte >= 0x20 && byte <= 0x7E; }

static bool is_sound(const line_reader_t *reader) {
  if (reader->length < FRAME_BYTES) return false;
  const uint8_t body_length = reader->length - FRAME_BYTES;
  const char *star = reader->text + 1 + body_length;
  if (*star != '*' || star[5] != '\r') return false;
  if (memchr(reader->text + 1, '*', body_length) != NULL) return false;
  char digits[4];
  write_hex(crc16(reader->text + 1, body_length), 4, digits);
  return memcmp(digits, star + 1, 4) == 0;
}

bool line_read(line_reader_t *reader, char byte, char body[BODY_BYTES + 1]) {
  /* A $ always begins a line, so the first good line after any noise is heard. */
  if (byte == '$') {
    reader->inside = true;
    reader->length = 0;
  }
  if (!reader->inside) return false;
  if (byte == '\n') {
    reader->inside = false;
    if (!is_sound(reader)) return false;
    const uint8_t body_length = reader->length - FRAME_BYTES;
    memcpy(body, reader->text + 1, body_length);
    body[body_length] = '\0';
    return true;
  }
  const bool after_return = reader->length > 0 && reader->text[reader->length - 1] == '\r';
  const bool is_full = reader->length == LINE_BYTES - 1;
  if (after_return || is_full || (byte != '\r' && !is_printable(byte))) {
    reader->inside = false;
    return false;
  }
  reader->text[reader->length] = byte;
  reader->length += 1;
  return false;
}

uint8_t line_write(const char *body, char line[LINE_BYTES]) {
  const uint8_t length = (uint8_t)strlen(body);
  line[0] = '$';
  memcpy(line + 1, body, length);
  char *behind = line + 1 + length;
  behind[0] = '*';
  write_hex(crc16(body, length), 4, behind + 1);
  behind[5] = '\r';
  behind[6] = '\n';
  return length + 8;
}

void write_hex(uint16_t value, uint8_t digits, char *text) {
  for (uint8_t at = digits; at > 0; at -= 1) {
    text[at - 1] = "0123456789ABCDEF"[value & 0xF];
    value >>= 4;
  }
}
