#include "host_message.h"

#include <stddef.h>
#include <string.h>

#define MAX_FIELDS 4

static const char *const verbs[] = {"GOT", "ARM", "THANK", "LED", "SAY", "PING", "RESET"};
/* The verb and its address included. */
static const uint8_t field_counts[] = {4, 3, 2, 4, 3, 2, 2};
static const char *const lights[] = {"off", "on", "blink"};
static const char *const phrases[] = {"welcome", "please-evaluate", "thanks", "paused"};

#define COUNT_OF(table) (uint8_t)(sizeof(table) / sizeof((table)[0]))

const char *host_verb_name(host_verb_t verb) { return verbs[verb]; }

static bool find(const char *text, const char *const *table, uint8_t size, uint8_t *index) {
  for (*index = 0; *index < size; *index += 1) {
    if (strcmp(text, table[*index]) == 0) return true;
  }
  return false;
}

/* Exactly so many digits, upper case. */
static bool read_hex(const char *text, uint8_t digits, uint16_t *value) {
  if (strlen(text) != digits) return false;
  *value = 0;
  for (; *text != '\0'; text += 1) {
    const bool is_digit = *text >= '0' && *text <= '9';
    if (!is_digit && (*text < 'A' || *text > 'F')) return false;
    *value = (uint16_t)(*value << 4) | (uint16_t)(is_digit ? *text - '0' : *text - 'A' + 10);
  }
  return true;
}

/* Without leading zeros. */
static bool read_decimal(const char *text, uint32_t most, uint16_t *value) {
  const size_t length = strlen(text);
  if (length == 0 || length > 5 || (text[0] == '0' && length > 1)) return false;
  uint32_t sum = 0;
  for (; *text != '\0'; text += 1) {
    if (*text < '0' || *text > '9') return false;
    sum = sum * 10 + (uint32_t)(*text - '0');
  }
  *value = (uint16_t)sum;
  return sum <= most;
}

static uint8_t split(char *body, char *fields[MAX_FIELDS]) {
  uint8_t count = 0;
  for (char *field = body; field != NULL;) {
    if (count == MAX_FIELDS) return MAX_FIELDS + 1;
    fields[count] = field;
    count += 1;
    field = strchr(field, ',');
    if (field != NULL) {
      *field = '\0';
      field += 1;
    }
  }
  return count;
}

bool host_message_read(char *body, host_message_t *message) {
  char *fields[MAX_FIELDS];
  uint8_t verb;
  uint8_t index;
  uint16_t value;
  const uint8_t count = split(body, fields);
  if (!find(fields[0], verbs, COUNT_OF(verbs), &verb) || count != field_counts[verb]) return false;
  message->verb = (host_verb_t)verb;
  if (!read_hex(fields[1], 2, &value) || value == 0) return false;
  message->address = (uint8_t)value;
  switch (message->verb) {
    case HOST_GOT:
      return read_hex(fields[2], 4, &message->boot) && read_decimal(fields[3], 65535, &message->count);
    case HOST_ARM:
      return read_decimal(fields[2], 999, &message->seconds);
    case HOST_LED:
      if (!read_decimal(fields[2], 9, &value) || value == 0) return false;
      message->key = (uint8_t)value;
      if (!find(fields[3], lights, COUNT_OF(lights), &index)) return false;
      message->light = (light_t)index;
      return true;
    case HOST_SAY:
      if (!find(fields[2], phrases, COUNT_OF(phrases), &index)) return false;
      message->phrase = (phrase_t)index;
      return true;
    default:
      return true;
  }
}
