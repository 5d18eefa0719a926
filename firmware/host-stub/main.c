/*
 * The sketch as a process, for tests: its contacts, its time and its line are told on standard input, a word and a
 * value a line. Each line is answered with what the pad did, such as `out` and hexadecimal digits, and `done`.
 *
 *   on 3         power comes, with that much noise      in 0D0A      bytes from the host
 *   at 1234      time passes until then, milliseconds   look 0       tells what the lights show
 *   keys 1F      the buttons that are closed            count FFFF   the next press gets this number
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "Arduino.h"
#include "board.h"
/* The whole sketch, its own variables included. */
#include "../pingjia-line-pad/pingjia-line-pad.ino"

static uint8_t digit(char text) { return (uint8_t)(text <= '9' ? text - '0' : text - 'A' + 10); }

static void hear(const char *hex) {
  for (; hex[0] != '\0' && hex[1] != '\0'; hex += 2) {
    const uint8_t byte = (uint8_t)(digit(hex[0]) << 4 | digit(hex[1]));
    while (!board_hear(byte)) loop();
  }
  loop();
}

static void look(void) {
  printf("look %d%d", board_shines(ARMED_PIN), board_shines(THANKS_PIN));
  for (uint8_t at = 0; at < BUTTONS; at += 1) putchar(board_shines(LIGHT_PINS[at]) ? '1' : '0');
  putchar('\n');
}

static void pass(uint32_t until) {
  while (board_now() < until) {
    board_pass(board_now() + 1);
    loop();
  }
}

static void switch_on(int noise) {
  board_noise(noise);
  setup();
}

static void obey(const char *word, const char *value) {
  if (strcmp(word, "on") == 0) switch_on(atoi(value));
  if (strcmp(word, "at") == 0) pass((uint32_t)strtoul(value, NULL, 10));
  if (strcmp(word, "keys") == 0) board_press((uint16_t)strtoul(value, NULL, 16));
  if (strcmp(word, "in") == 0) hear(value);
  if (strcmp(word, "look") == 0) look();
  if (strcmp(word, "count") == 0) pad.presses.next_count = (uint16_t)strtoul(value, NULL, 16);
}

int main(void) {
  static char line[65536];
  static char value[65536];
  char word[16];
  setvbuf(stdout, NULL, _IOFBF, 1 << 16);
  while (fgets(line, sizeof(line), stdin) != NULL) {
    if (sscanf(line, "%15s %65535s", word, value) != 2) return 2;
    obey(word, value);
    puts("done");
    fflush(stdout);
  }
  return 0;
}
