/* CRC-16/CCITT-FALSE (rule DV14): polynomial 1021, initial value FFFF; of "123456789" it is 29B1. */
#ifndef PINGJIA_CRC16_H
#define PINGJIA_CRC16_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

uint16_t crc16(const char *text, uint8_t length);

#ifdef __cplusplus
}
#endif

#endif
