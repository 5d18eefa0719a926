/* The other side of the stub: what the tests do to the board. */
#ifndef PINGJIA_STUB_BOARD_H
#define PINGJIA_STUB_BOARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Milliseconds since the program began. */
void board_pass(uint32_t until);
uint32_t board_now(void);

/* Closes the buttons of these keys, bit 0 for key 1, and opens the others. */
void board_press(uint16_t keys);

/* A byte arrives on the serial line; false when its buffer is full and the byte is lost. */
bool board_hear(uint8_t byte);

/* What the noise pin shows. */
void board_noise(int value);

bool board_shines(uint8_t pin);

#endif
