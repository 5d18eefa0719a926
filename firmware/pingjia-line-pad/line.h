/* Lines of pingjia-line: $body*CRC\r\n, at most 96 bytes (rules DV9 to DV15). */
#ifndef PINGJIA_LINE_H
#define PINGJIA_LINE_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define LINE_BYTES 96
/* Without $ before, and * with four digits, CR and LF behind. */
#define BODY_BYTES (LINE_BYTES - 8)

/* Makes lines of a stream of bytes; what is malformed is dropped and never guessed. */
typedef struct {
  char text[LINE_BYTES];
  uint8_t length;
  bool inside;
} line_reader_t;

/* True when this byte ended a sound line; its body is then in `body`, closed by a zero. */
bool line_read(line_reader_t *reader, char byte, char body[BODY_BYTES + 1]);

/* Puts a body into a whole line; gives its length in bytes. */
uint8_t line_write(const char *body, char line[LINE_BYTES]);

/* Writes so many upper-case hexadecimal digits and no closing zero. */
void write_hex(uint16_t value, uint8_t digits, char *text);

#ifdef __cplusplus
}
#endif

#endif
