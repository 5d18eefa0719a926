/** Disks, and the console of the guest's program. The last one is asked for by name only, where nothing can load it. */
const base = ['virtio_pci', 'virtio_blk', 'virtio_console', 'ext4', 'crc32c_generic'] as const;

/** What a guest is started for, and the kernel modules it needs for that. */
export const guestRoles = {
  devices: [...base, 'xhci_pci', 'ftdi_sio', 'usbhid', 'hid_generic', 'uhid', 'evdev'],
  disk: base,
} as const satisfies Record<string, readonly string[]>;

export type GuestRole = keyof typeof guestRoles;
