#!/bin/sh
# Second program of the guest: starts what its role is about. Its end is the machine's end.
export PATH=/usr/bin:/bin
mount -t tmpfs run /run
mount -t tmpfs tmp /tmp
for word in $(cat /proc/cmdline); do
  case $word in
    pingjia.role=*) role=${word#*=} ;;
    pingjia.*) options="$options ${word#pingjia.}" ;;
  esac
done
case $role in
  devices)
    /lib/systemd/systemd-udevd --daemon
    udevadm trigger --action=add
    udevadm settle
    exec node /app/device-agent.mjs
    ;;
  disk)
    mount -t ext4 /dev/vdb /data || { echo 'the data disk cannot be mounted'; poweroff -f; }
    exec node /app/disk-agent.mjs $options
    ;;
esac
