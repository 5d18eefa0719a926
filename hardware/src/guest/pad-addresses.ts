import { type Transport, transportForAddress } from '@pingjia/device-drivers';
import { describeFault, type PadAddress, parsePadAddress } from '@pingjia/shared';

/** Throws where the address is none: that is a mistake of the test. */
export function readAddress(text: string): PadAddress {
  const address = parsePadAddress(text);
  if (!address.ok) throw new Error(describeFault(address.error));
  return address.value;
}

/** The transport that an address names, of those that the product has. */
export function transportOfAddress(text: string): Transport {
  const transport = transportForAddress(readAddress(text));
  if (!transport.ok) throw new Error(describeFault(transport.error));
  return transport.value;
}
